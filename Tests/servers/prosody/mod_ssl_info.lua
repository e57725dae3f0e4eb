-- Prosody 0.12 has no ssl_info, which its module of SASL 2 (XEP-0388) asks for under TLS.
module:hook("stream-features", function (event)
	local conn = event.origin.conn;
	if conn and not conn.ssl_info then
		function conn:ssl_info()
			return self.conn and self.conn.info and self.conn:info();
		end
	end
end, 10);
