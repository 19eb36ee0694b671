using System.Text.Json;

namespace LossDsl.Cli.Tests;

public sealed class ErrorReportTests
{
    public static TheoryData<Exception, int, string> Errors() => new()
    {
        { new UsageException("a.jsonl(3): no"), 2, "lossdsl: a.jsonl(3): no\n" },
        { new FileNotFoundException("Could not find file 'a'."), 2, "lossdsl: Could not find file 'a'.\n" },
        { new UnauthorizedAccessException("Access denied."), 2, "lossdsl: Access denied.\n" },
        { new IOException("No space left on device"), 2, "lossdsl: No space left on device\n" },
        { new JsonException("'x' is wrong."), 2, "lossdsl: not JSON: 'x' is wrong.\n" },
        {
            new LossConfigException("NoConfig", [new(ConfigViolationKind.UnknownKey, "a", "is 2"), new(ConfigViolationKind.UnknownKey, "b", "is 3")]), 2,
            "lossdsl: NoConfig is not valid (2 violations); a is 2; b is 3\n"
        },
        {
            new TypeInitializationException("TorchSharp.torch", new NotSupportedException("no libtorch\nStep 1 - …")), 2,
            "lossdsl: TorchSharp's native library does not load; `lossdsl doctor` says why (no libtorch)\n"
        },
        {
            new TypeInitializationException("Other", new DllNotFoundException("no libother")), 2,
            "lossdsl: a native library does not load; `lossdsl doctor` says why (no libother)\n"
        },
        {
            new InvalidOperationException("first\n  second"), 70,
            "lossdsl: unexpected InvalidOperationException: first; second (LOSSDSL_DEBUG=1 shows where)\n"
        },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void One_line_says_it(Exception error, int code, string line)
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(code, ErrorReport.Write(error, output));
        Assert.Equal(line, output.ToString());
    }
}
