import CExpat

/// The parser's callbacks, each handed to the stream's method of the same meaning. They hold no state and keep
/// nothing alive: the stream outlives its parser's calls.
extension XMLStream {
    static func setHandlers(_ parser: XML_Parser) {
        XML_SetElementHandler(
            parser,
            { stream, name, attributes in
                guard let name, let attributes else { return }
                XMLStream.with(stream) { $0.elementStarted(ExpatName(name), ExpatAttributes(attributes)) }
            },
            { stream, _ in XMLStream.with(stream) { $0.elementEnded() } })
        XML_SetCharacterDataHandler(parser) { stream, text, count in
            guard let text, count > 0 else { return }
            let bytes = UnsafeBufferPointer(
                start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: Int(count))
            XMLStream.with(stream) { $0.textCame(bytes) }
        }
        XML_SetNamespaceDeclHandler(
            parser,
            { stream, prefix, uri in
                XMLStream.with(stream) { $0.namespaceDeclared(prefix: prefix, uri: uri) }
            },
            { stream, _ in XMLStream.with(stream) { $0.namespaceCount -= 1 } })
        setRestrictions(parser)
    }

    /// RFC 6120 section 11.1: no document type (hence no entities), comments or processing instructions.
    private static func setRestrictions(_ parser: XML_Parser) {
        XML_SetXmlDeclHandler(parser) { stream, version, encoding, _ in
            XMLStream.with(stream) { $0.declarationCame(version: version, encoding: encoding) }
        }
        XML_SetStartDoctypeDeclHandler(parser) { stream, _, _, _, _ in
            XMLStream.with(stream) { $0.fail(.restricted(.documentType)) }
        }
        XML_SetCommentHandler(parser) { stream, _ in
            XMLStream.with(stream) { $0.fail(.restricted(.comment)) }
        }
        XML_SetProcessingInstructionHandler(parser) { stream, _, _ in
            XMLStream.with(stream) { $0.fail(.restricted(.processingInstruction)) }
        }
    }

    @inline(__always)
    private static func with(_ stream: UnsafeMutableRawPointer?, _ body: (XMLStream) -> Void) {
        guard let stream else { return }
        Unmanaged<XMLStream>.fromOpaque(stream)._withUnsafeGuaranteedRef { reader in
            // A stopped parser may still make the calls that belong to its last token.
            if reader.verdict == nil { body(reader) }
        }
    }
}
