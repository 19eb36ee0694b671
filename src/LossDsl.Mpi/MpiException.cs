namespace LossDsl;

/// <summary>The MPI library is missing or fails, or the ranks of a group call different collectives.</summary>
/// <param name="message">The error.</param>
/// <param name="inner">The cause.</param>
public sealed class MpiException(string message, Exception? inner = null) : Exception(message, inner);
