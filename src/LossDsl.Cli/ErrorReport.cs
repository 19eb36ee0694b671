using System.Text.Json;

namespace LossDsl.Cli;

/// <summary>Says what went wrong in one line. A stack trace comes only where <c>LOSSDSL_DEBUG=1</c> asks for it.</summary>
internal static class ErrorReport
{
    /// <summary>Writes the line.</summary>
    /// <param name="error">What went wrong.</param>
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
        // No MPI library, a rank that did not come, ranks that lost each other: the message says what to do.
        MpiException => (ExitCode.BadInput, error.Message),
        IOException or UnauthorizedAccessException => (ExitCode.BadInput, error.Message),
        JsonException => (ExitCode.BadInput, $"not JSON: {error.Message}"),
        // What kept TorchSharp's native library from loading is a page of what was tried; the first line says what failed.
        TypeInitializationException { TypeName: "TorchSharp.torch", InnerException: { } inner } => (
            ExitCode.BadInput, $"TorchSharp's native library does not load; `lossdsl doctor` says why ({FirstLine(inner.Message)})"),
        TypeInitializationException { InnerException: { } inner } => Classify(inner),
        DllNotFoundException => (ExitCode.BadInput, $"a native library does not load; `lossdsl doctor` says why ({FirstLine(error.Message)})"),
        _ => (
            ExitCode.InternalError,
            $"unexpected {error.GetType().Name}: {error.Message} (LOSSDSL_DEBUG=1 shows where)"),
    };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    /// <summary>The text with its lines joined, so that one error is one line in any log.</summary>
    internal static string OneLine(string text) => string.Join(
        "; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
