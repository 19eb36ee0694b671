namespace LossDsl;

/// <summary>Reports an exception in a backward function, which under TorchSharp must not leave it.</summary>
internal static class BackwardErrors
{
    /// <summary>Writes the exception to standard error. Torch then reports an invalid gradient, without the reason.</summary>
    /// <param name="function">The name of the function.</param>
    /// <param name="error">The exception.</param>
    public static void Report(string function, Exception error) =>
        Console.Error.WriteLine($"LossDsl: backward of {function} failed; torch reports it as an invalid gradient. {error}");
}
