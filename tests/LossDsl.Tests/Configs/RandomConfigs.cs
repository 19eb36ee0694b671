using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Tests.Configs;

/// <summary>Draws random valid configs, with a preference for unusual numbers and strings.</summary>
internal static class RandomConfigs
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", " ", "null", "true", "yes", "3", ".inf", "<<", "- a", "# b", "a: b", "'", "\"", "\\", "a\nb", "\t", "\0", "\u0085",
            "\u2028", "\uFEFF", "\uFFFF", "\U0001F600", "ключ", "Infinity", "~", "!x", "&a", "*a", "{}", "%", "@", "`"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Whole(text.Get)));

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Elements(0.0, -0.0, 3, 0.1, 1e-8, 1e21, -1e-300, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity),
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(number => !double.IsNaN(number)));

    private static readonly Gen<float> Singles = Gen.OneOf(
        Gen.Elements(0f, -0f, 0.1f, float.Epsilon, float.MaxValue, float.NegativeInfinity),
        ArbMap.Default.GeneratorFor<int>().Select(BitConverter.Int32BitsToSingle).Where(number => !float.IsNaN(number)));

    public static Arbitrary<SampleConfig> All { get; } = (
        from beta in Numbers.Select(number => Math.Abs(number)).Select(number => number > 1 ? 1 / number : number)
        from clip in Numbers.Select(number => number > 1 ? number : (double?)null)
        from flags in ArbMap.Default.GeneratorFor<int>()
        from weighting in Gen.Elements(Enum.GetValues<Weighting>())
        from key in Texts.OrNull()
        from reference in Texts
        from steps in Gen.Choose(1, 1000)
        from warmUp in ArbMap.Default.GeneratorFor<int>()
        from decay in Singles
        from seed in ArbMap.Default.GeneratorFor<long>()
        from accumulate in Gen.Elements(1, 2, 4)
        from interval in Gen.Elements(null, 0, (int?)7)
        from patience in Gen.Elements(null, 0, (int?)3)
        from verbose in Gen.Elements(null, true, (bool?)false)
        from shift in Numbers
        select new SampleConfig
        {
            Beta = beta,
            Clip = clip,
            DualClip = clip is not null && (flags & 1) > 0,
            PlainRatio = (clip is null || (flags & 1) == 0) && (flags & 2) > 0,
            Weighting = weighting,
            RewardKey = weighting == Weighting.ByReward ? key ?? "" : key,
            Reference = beta == 0 || reference.Length > 0 ? reference : "x",
            Steps = steps,
            WarmUp = decay == 0 ? 0 : warmUp,
            Decay = decay,
            Seed = seed,
            Reduction = (flags & 4) > 0 ? "sum" : "mean",
            Accumulate = accumulate,
            Interval = verbose is true || patience is 3 ? interval ?? -1 : interval,
            Patience = patience,
            Verbose = verbose,
            Shift = shift,
        }).ToArbitrary();

    // Removes lone surrogates, which files cannot hold.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
