namespace LossDsl.Cli;

/// <summary>Something that the user can mend: a file, an option, a value. The message is all that they get to see.</summary>
/// <param name="message">What is wrong, where, and the way out, in one line.</param>
/// <param name="inner">What it came from.</param>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
