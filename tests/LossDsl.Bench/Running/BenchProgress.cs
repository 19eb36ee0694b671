using System.Globalization;

namespace LossDsl.Bench;

/// <summary>Tells what is being measured: on a terminal one line that changes, elsewhere a line a case.</summary>
/// <param name="output">Standard error.</param>
/// <param name="isTerminal">Whether it is a terminal.</param>
/// <param name="clock">The clock.</param>
internal sealed class BenchProgress(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private const string ClearLine = "\r\e[K";

    private readonly long _began = clock.GetTimestamp();
    private int _all, _begun;

    /// <summary>Says how many parts there are.</summary>
    public void Expect(int parts) => _all = parts;

    /// <summary>Begins a part.</summary>
    /// <param name="title">What it measures.</param>
    public void Begin(string title)
    {
        _begun++;
        if (isTerminal)
            Step(title);
        else
            output.WriteLine($"lossdsl: {Where()}{title}");
    }

    /// <summary>Goes on with it.</summary>
    /// <param name="doing">What is being done.</param>
    public void Step(string doing)
    {
        if (!isTerminal)
            return;
        output.Write($"{ClearLine}lossdsl: {Where()}{doing}");
        output.Flush();
    }

    /// <summary>Leaves the line empty.</summary>
    public void End()
    {
        if (isTerminal)
            output.Write(ClearLine);
    }

    private string Where() => string.Create(
        CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(_began).TotalSeconds:0} s, {Math.Max(1, _begun)}/{_all}, ");
}
