namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Draws calls of a loss from the declaration of its data dict.</summary>
/// <param name="loss">The loss.</param>
/// <param name="random">The random generator.</param>
internal sealed class LossCaseGenerator(LossKind loss, Random random)
{
    private static readonly double[] Reals =
    [
        0, -0.0, 1e-3, 20, -20, 60, -60, 2000, -2000, 1e30, -1e30,
        double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity, double.NaN,
    ];

    private const int Settings = 60;

    private static readonly double[] Weights = [0, -0.0, 1, 0.5, 2, 3, -1, 0.125, double.NaN, double.PositiveInfinity];

    /// <summary>Draws a call.</summary>
    public LossCase Next()
    {
        var sizes = RandomSizes();
        var pack = RandomPack(sizes);
        // With an empty vocabulary, no valid id could be put beyond the end of a sequence.
        if (pack is not null)
            sizes = sizes with { Positions = pack.Positions, Vocabulary = Math.Max(1, sizes.Vocabulary) };
        var (faults, isCalm) = (random.NextDouble() < 0.3 ? random.Next(1, 3) : 0, random.NextDouble() < 0.3);
        var types = random.Next(10) switch { < 4 => float32, < 7 => float64, _ => (ScalarType?)null };
        var configs = RandomConfigs();
        var (policy, general, dpo) = (configs.Policy(), configs.General(), configs.Dpo());
        var tensors = Schema().Fields.Where(field => !field.IsOptional || HasOptional(field.Key, policy, general)).Select(Of).Append(RandomOutput(sizes, pack)).Select(tensor => Hostile(tensor, types, isCalm, sizes)).ToArray();
        for (var i = 0; i < faults; i++)
        {
            var at = random.Next(tensors.Length);
            tensors[at] = Faulty(tensors[at], isOutput: at == tensors.Length - 1);
        }

        return new LossCase(loss, sizes, tensors[..^1], tensors[^1])
        {
            Pack = pack,
            Policy = policy,
            General = general,
            Dpo = dpo,
            Sequences = RandomCount(),
            Tokens = RandomCount(),
            HasExtra = random.Next(8) == 0,
            IsUntyped = random.Next(4) > 0,
        };
    }

    // The loops of a loss are compiled per config, which takes longer than ten calls, so most draws share some configs.
    private RandomConfigs RandomConfigs() =>
        new(new Random(random.Next(32) == 0 ? random.Next() : (int)(Seeds.Seed % 1_000_000) * Settings + random.Next(Settings)));

    private static TensorCase Of(TensorField field) => new(
        field.Key, field.Shape, field.DType, field.UpperBound is not null ? Role.Ids : field.DType == DType.Mask ? Role.Mask : Role.Real)
    {
        IsOptional = field.IsOptional,
    };

    // Tensors that the loss reads are missing in few cases only.
    private bool HasOptional(string key, ClippedPGLossConfig policy, PolicyGradientLossConfig general)
    {
        var config = loss == LossKind.PolicyGradient ? general : GeneralSettings.Convert(policy);
        var isNeeded = config is not null && GeneralSettings.FindNeededTensors(config).Contains(key);
        return random.Next(isNeeded ? 60 : 2) > 0;
    }

    private DataDictSchema Schema() => loss switch
    {
        LossKind.ClippedPG or LossKind.ClippedPGByOperators => ClippedPGLossDataDict.Schema,
        LossKind.PolicyGradient => PolicyGradientLossDataDict.Schema,
        LossKind.Preference => PreferenceLossDataDict.Schema,
        LossKind.Dpo => DPOLossDataDict.Schema,
        _ => NLLLossDataDict.Schema,
    };

    // Long rows fill whole vectors; their loops differ from those for the remaining elements.
    private Sizes RandomSizes() => random.Next(8) == 0
        ? new(random.Next(1, 3), random.Next(8, 70), random.Next(1, 4))
        : new(Few(0, 4), Few(0, 5), Few(0, 6));

    // Small sizes are rare, since they test little.
    private long Few(int least, int greatest) => random.Next(12) == 0 ? random.Next(least, 2) : random.Next(2, greatest + 1);

    private bool HasPairs => loss is LossKind.Preference or LossKind.Dpo;

    // A call with a single fault tests more than one with two, so most lengths are right.
    private PackCase? RandomPack(Sizes sizes)
    {
        var rows = (HasPairs ? 2 : 1) * sizes.Rows;
        if (random.Next(4) > 0 || rows == 0)
            return null;
        long[] Each(long greatest) => [.. Enumerable.Range(0, (int)rows).Select(_ => random.NextInt64(greatest + 1))];
        return new PackCase(Each(sizes.Tokens), random.Next(2) == 0 ? Each(2) : null)
        {
            Fault = random.Next(8) == 0 ? Pick(Enum.GetValues<PackFault>()) : PackFault.None,
            DType = random.Next(3) == 0 ? int32 : int64,
        };
    }

    private TensorCase RandomOutput(Sizes sizes, PackCase? pack)
    {
        var rows = HasPairs ? "2*P" : "B";
        var (all, predictions) = pack is null ? ($"{rows} S", $"{rows} S-1") : ("1 T", "1 T");
        return loss == LossKind.Preference ? Output("rewards", pack is null || random.Next(2) == 0 ? rows : all)
            : random.Next(3) == 0 && sizes.Tokens > 0 ? Output("next_token_logprobs", predictions)
            : Output("next_token_logits", $"{all} V");

        static TensorCase Output(string key, string shape) => new(key, shape, DType.Float, Role.Real);
    }

    private TensorCase Hostile(TensorCase draw, ScalarType? types, bool isCalm, Sizes sizes)
    {
        var type = draw.Role switch
        {
            Role.Ids => random.Next(3) == 0 ? Pick(ElementTypes.Integers) : int64,
            Role.Mask => types is null || random.Next(3) == 0 ? Pick(ElementTypes.Masks) : types.Value,
            _ => types ?? Pick(ElementTypes.Floats),
        };
        var isOutput = draw.Key.StartsWith("next_token", StringComparison.Ordinal) || IsRewardOutput(draw);
        return draw with
        {
            DType = type,
            Seed = random.Next(1000),
            Layout = random.Next(3) == 0 ? Pick(Enum.GetValues<Layout>()) : Layout.Contiguous,
            RequiresGrad = isOutput ? random.Next(8) > 0 : random.Next(16) == 0,
            Elements = isCalm || random.Next(3) > 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Odd(draw.Role, sizes))],
        };
    }

    private Element Odd(Role role, Sizes sizes) => new(random.Next(1000), role switch
    {
        Role.Ids => random.Next(4) > 0 ? random.Next((int)Math.Max(1, sizes.Vocabulary)) : Pick([-1, -100, sizes.Vocabulary, 99]),
        Role.Mask => Pick(random.Next(4) == 0 ? Weights : Weights[..^2]),
        _ => Pick(Reals),
    });

    private TensorCase Faulty(TensorCase draw, bool isOutput)
    {
        var fault = Pick(Enum.GetValues<Fault>());
        // The output is passed as an argument, so its key cannot be missing.
        if (isOutput && fault is Fault.Missing or Fault.Misspelt or Fault.Null or Fault.NotATensor)
            fault = Fault.Longer;
        // Optional tensors are left out by HasOptional.
        if (draw.IsOptional && fault is (Fault.Missing or Fault.Misspelt or Fault.Null))
            fault = Fault.Shorter;
        // A single row of rewards is a valid packed output.
        if (IsRewardOutput(draw) && fault == Fault.ExtraFirst)
            fault = Fault.Shorter;
        if (fault == Fault.None)
            return draw with { DType = Pick([.. ElementTypes.All.Where(type => !(draw with { DType = type }).IsOfClass), draw.DType]), RequiresGrad = false };
        return draw with { Fault = fault, Axis = random.Next(3), Layout = Layout.Contiguous };
    }

    // In the policy losses, rewards are part of the batch.
    private static bool IsRewardOutput(TensorCase draw) => draw.Key == "rewards" && !draw.IsOptional;

    private Count RandomCount() => random.Next(4) switch
    {
        0 => Pick(Enum.GetValues<Count>()),
        1 => Count.More,
        _ => Count.Own,
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
