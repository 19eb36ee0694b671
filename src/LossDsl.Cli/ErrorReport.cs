using System.Text.Json;

namespace LossDsl.Cli;

/// <summary>
/// Reports an error on one line. A stack trace is written only if the environment variable <c>LOSSDSL_DEBUG</c> is 1.
/// </summary>
internal static class ErrorReport
{
    /// <summary>Writes the error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="output">Standard error.</param>
    /// <returns>The exit code.</returns>
    public static int Write(Exception error, TextWriter output)
    {
        var (code, message) = Classify(error);
        output.WriteLine($"lossdsl: {OneLine(message)}");
        if (Environment.GetEnvironmentVariable("LOSSDSL_DEBUG") == "1")
            output.WriteLine(error);
        return code;
    }

    private static (int Code, string Message) Classify(Exception error) => error switch
    {
        UsageException or LossConfigException => (ExitCode.BadInput, error.Message),
        // No MPI library, or a failure of a collective: the message says what to do.
        MpiException => (ExitCode.BadInput, error.Message),
        IOException or UnauthorizedAccessException => (ExitCode.BadInput, error.Message),
        JsonException => (ExitCode.BadInput, $"not JSON: {error.Message}"),
        // If TorchSharp's native library fails to load, the message lists all attempts on many lines; the first line has the cause.
        TypeInitializationException { TypeName: "TorchSharp.torch", InnerException: { } inner } => (
            ExitCode.BadInput, $"TorchSharp's native library does not load; `lossdsl doctor` says why ({FirstLine(inner.Message)})"),
        TypeInitializationException { InnerException: { } inner } => Classify(inner),
        DllNotFoundException => (ExitCode.BadInput, $"a native library does not load; `lossdsl doctor` says why ({FirstLine(error.Message)})"),
        _ => (
            ExitCode.InternalError,
            $"unexpected {error.GetType().Name}: {error.Message} (LOSSDSL_DEBUG=1 shows where)"),
    };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    /// <summary>The text with its lines joined, so that an error is one line in any log.</summary>
    internal static string OneLine(string text) => string.Join(
        "; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
