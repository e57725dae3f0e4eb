import Glibc

/// Ends one direction of a socket.
func endWriting(_ descriptor: Int32) {
    _ = shutdown(descriptor, Int32(SHUT_WR))
}
