namespace LossDsl.Goldens.Files;

/// <summary>A file is damaged. The message has the error and the byte offset, but not the name of the file.</summary>
/// <param name="message">The error.</param>
/// <param name="inner">The cause.</param>
internal sealed class CorruptFileException(string message, Exception? inner = null) : IOException(message, inner);
