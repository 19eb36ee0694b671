using System.Globalization;

namespace LossDsl.Bench;

/// <summary>Shows the progress: on a terminal a line that is updated, elsewhere a line per case.</summary>
/// <param name="output">Standard error.</param>
/// <param name="isTerminal">Whether the output is a terminal.</param>
/// <param name="clock">The clock.</param>
internal sealed class BenchProgress(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private const string ClearLine = "\r\e[K";

    private readonly long _began = clock.GetTimestamp();
    private int _all, _begun;

    /// <summary>Sets the number of cases.</summary>
    public void Expect(int parts) => _all = parts;

    /// <summary>Starts a case.</summary>
    /// <param name="title">The title of the case.</param>
    public void Begin(string title)
    {
        _begun++;
        if (isTerminal)
            Step(title);
        else
            output.WriteLine($"lossdsl: {Where()}{title}");
    }

    /// <summary>Shows the current step of the case.</summary>
    /// <param name="doing">The step.</param>
    public void Step(string doing)
    {
        if (!isTerminal)
            return;
        output.Write($"{ClearLine}lossdsl: {Where()}{doing}");
        output.Flush();
    }

    /// <summary>Clears the line.</summary>
    public void End()
    {
        if (isTerminal)
            output.Write(ClearLine);
    }

    private string Where() => string.Create(
        CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(_began).TotalSeconds:0} s, {Math.Max(1, _begun)}/{_all}, ");
}
