namespace LossDsl.Goldens.Files;

/// <summary>A file is not what its format demands. The message says what is wrong and at which byte, without the file's name.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What it came from.</param>
internal sealed class CorruptFileException(string message, Exception? inner = null) : IOException(message, inner);
