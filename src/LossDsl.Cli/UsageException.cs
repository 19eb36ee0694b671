namespace LossDsl.Cli;

/// <summary>An error that the user can fix: a file, an option or a value. Only the message is shown.</summary>
/// <param name="message">The error, its location, and what to do, on one line.</param>
/// <param name="inner">The cause.</param>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
