namespace LossDsl;

/// <summary>The MPI library is not there or refuses, or the ranks of a group are not in the same collective.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it.</param>
public sealed class MpiException(string message, Exception? inner = null) : Exception(message, inner);
