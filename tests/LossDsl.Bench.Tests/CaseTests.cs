using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

/// <summary>All contenders of a case compute the same.</summary>
public sealed class CaseTests
{
    private static readonly BenchCase[] Small =
    [
        TokenLogprobsCase.Create(6, 40, float32, weight: 1),
        TokenLogprobsCase.Create(5, 37, bfloat16, weight: 1),
        ClippedPGCase.Create(3, 9, weight: 1),
        FormulaCase.CreateAWR(3, 9, weight: 1),
        FormulaCase.CreateGSPO(3, 9, weight: 1),
        PolicyGradientCase.CispoCorrected(3, 9, weight: 1),
        PolicyGradientCase.AllChoices(3, 9, weight: 1),
        FormulaCase.CreateAWR(3, 9, weight: 1, vocabulary: 21),
        FormulaCase.CreateGSPO(3, 9, weight: 1, vocabulary: 21),
        PolicyGradientCase.CispoCorrected(3, 9, weight: 1, vocabulary: 21),
        PolicyGradientCase.AllChoices(3, 9, weight: 1, vocabulary: 21),
        PackCase.Create(4, 5, 17, weight: 1),
        DPOCase.Create(4, 6, 19, weight: 1),
        HiddenCase.Create(7, 8, 33, weight: 1),
    ];

    public static TheoryData<string> Cases => [.. Small.Select(small => small.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Our_ways_give_what_operators_give(string name)
    {
        var known = Small.Single(small => small.Name == name);
        using var prepared = known.Prepare();
        foreach (var task in prepared.Tasks)
        {
            var expected = Results(task.Operators);
            foreach (var variant in task.Variants)
            {
                // Twice, since an in-place variant must not affect its next run.
                AssertSame(expected, Results(variant), name);
                AssertSame(expected, Results(variant), name);
            }
        }
    }

    [Fact]
    public void Python_gives_what_operators_give()
    {
        var peers = PythonPeers.Start();
        Assert.SkipWhen(peers.Count == 0, PythonPeers.NotInstalledMessage);
        try
        {
            Assert.Equal([ContenderNames.Python, ContenderNames.PythonTuned], peers.Select(peer => peer.Name));
            foreach (var known in Small)
            {
                using var prepared = known.Prepare();
                var peer = peers[^1];
                peer.SetThreads(1);
                peer.Prepare(known);
                foreach (var task in prepared.Tasks)
                {
                    AssertSame(Results(task.Operators), peer.Results(task.Peer), known.Name);
                    Assert.True(peer.Run(task.Peer, isCold: true).Milliseconds > 0);
                }

                peer.Forget();
                Assert.Throws<PeerException>(() => peer.Run("gradient", isCold: false));
            }
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    [Fact]
    public void The_process_with_the_tuned_allocator_computes_the_same()
    {
        var known = CaseCatalog.Select(["clipped-pg"]).Single();
        using var peer = OperatorsPeer.Start();
        using var prepared = known.Prepare();
        peer.SetThreads(1);
        peer.Prepare(known);
        foreach (var task in prepared.Tasks)
        {
            AssertSame(Results(task.Operators), peer.Results(task.Peer), known.Name);
            Assert.True(peer.Run(task.Peer, isCold: true).PeakExtraBytes > 0);
            Assert.True(peer.Run(task.Peer, isCold: false, times: 2).Milliseconds > 0);
        }

        peer.Forget();
        Assert.Throws<PeerException>(() => peer.Run("gradient", isCold: false));
    }

    [Fact]
    public void A_case_is_called_by_the_beginning_of_its_name()
    {
        Assert.Equal(CaseCatalog.All, CaseCatalog.Select([]));
        Assert.Equal(["clipped-pg-8x2048", "pack-64"], CaseCatalog.Select(["pack", "CLIPPED"]).Select(known => known.Name));
        var error = Assert.Throws<UsageException>(() => CaseCatalog.Select(["pack-46"]));
        Assert.Contains("did you mean 'pack-64'?", error.Message);
    }

    private static double[][] Results(Variant variant)
    {
        using var scope = NewDisposeScope();
        variant.Setup?.Invoke();
        return [.. variant.Run().Select(result => result.detach().to(float64).contiguous().data<double>().ToArray())];
    }

    private static void AssertSame(double[][] expected, double[][] found, string name)
    {
        // A bfloat16 has eight significant bits.
        var relative = name.EndsWith("bf16", StringComparison.Ordinal) ? 1.0 / 128 : 2e-5;
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Length, found[i].Length);
            var scale = expected[i].Max(Math.Abs);
            for (var j = 0; j < expected[i].Length; j++)
                Assert.Equal(expected[i][j], found[i][j], relative * Math.Max(Math.Abs(expected[i][j]), scale / 100));
        }
    }
}
