using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>Runs a case of another library.</summary>
internal static class PeerRun
{
    /// <summary>Runs a case. Its status is unsupported if this library has no equivalent.</summary>
    public static CaseResult Run(GoldenCase golden)
    {
        var peer = new PeerCase(golden);
        if (PeerTable.Find(peer) is not { } compute)
            return new CaseResult(golden.Name, golden.Family) { Status = Status.Unsupported };
        var values = Attempt<Values>.Run(RaisedError.Call, () => compute(peer).Read(peer.Find("grad_output")));
        if (values.Error is { Type: nameof(NotSupportedException) })
            return new CaseResult(golden.Name, golden.Family) { Status = Status.Unsupported };
        var comparison = new Comparison();
        if (values.Value is { } computed && golden.Root.Find("expected") is { } expected)
            comparison.ComparePeer(computed, expected);
        return comparison.ToResult(golden, values.Error) with { Values = values.Value, IsFunction = false };
    }
}
