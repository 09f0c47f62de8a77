/// What is wrong with a body, in words that name the field.
struct DecodingProblem: CustomStringConvertible {
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    var description: String {
        guard let error = error as? DecodingError else { return "it cannot be read" }
        return switch error {
        case .keyNotFound(let key, let context): "\(path(context, then: key)) is missing"
        case .typeMismatch(_, let context): "\(path(context)) is of another type"
        case .valueNotFound(_, let context): "\(path(context)) has no value"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "it is not JSON" : "\(path(context)) cannot be read"
        @unknown default: "it cannot be read"
        }
    }

    private func path(_ context: DecodingError.Context, then key: (any CodingKey)? = nil) -> String {
        let keys = context.codingPath + [key].compactMap(\.self)
        let text = keys.reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
        return text.isEmpty ? "the body" : text
    }
}
