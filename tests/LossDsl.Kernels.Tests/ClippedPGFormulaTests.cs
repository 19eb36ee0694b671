using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests;

/// <summary>The compiled loops over tokens, compared with operators: value, metrics and derivative.</summary>
public sealed partial class ClippedPGFormulaTests : IDisposable
{
    private static readonly ClippedPGLossConfig Ppo = new()
    {
        ReferencePolicyKlPenalty = 0,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = null,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = false,
        TokenLevelLoss = true,
    };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly int _threads = get_num_threads();

    public void Dispose()
    {
        set_num_threads(_threads);
        _scope.Dispose();
    }

    public static TheoryData<int, bool> Cases() => new(from width in Widths.All from wide in new[] { false, true } select (width, wide));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_combination_of_options(int width, bool float64)
    {
        foreach (var kl in new[] { 0, 0.3 })
        foreach (var c in new double?[] { null, 1.1 })
        // Each combination is compiled separately: all of them for the widest vectors, a quarter for each other width.
        foreach (var bits in Enumerable.Range(0, 32).Where(bits => width == RowKernelFactory.MaxVectorBits || bits % 4 == width / 128 % 4))
        {
            var config = Ppo with
            {
                ReferencePolicyKlPenalty = kl,
                RatioClipC = c,
                UseOnPolicyKlApproximation = (bits & 1) != 0,
                UseImportanceSamplingCorrection = (bits & 2) != 0,
                TokenLevelLoss = (bits & 4) != 0,
                DisablePpoRatio = (bits & 8) != 0,
                UseKlScoreFunctionGradient = (bits & 16) != 0,
            };
            manual_seed(bits);
            var data = Draw(3, 21, float64 ? torch.float64 : float32);
            var (plain, samples) = (Plain(data), data.Inputs.Data.SampleMask);
            Same(config, data, width);
            Same(config, plain, width);
            Same(config, plain with { Inputs = plain.Inputs with { Data = plain.Inputs.Data with { SampleMask = samples } } }, width);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_length(int width, bool float64)
    {
        foreach (var length in new[] { 0, 1, 2, 7, 8, 9, 16, 17, 130, 2049 })
        foreach (var rows in new[] { 0, 1, 5 })
        foreach (var byToken in new[] { true, false })
        {
            manual_seed(length);
            var config = Ppo with { ReferencePolicyKlPenalty = 0.1, TokenLevelLoss = byToken };
            var data = Draw(rows, length, float64 ? torch.float64 : float32);
            Same(config, data, width);
            Same(config, Plain(data), width);
        }
    }

    // Each of these numbers in each input, at a valid token, in every lane of a vector.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Numbers_that_overflow_or_are_none(int width, bool float64)
    {
        var dtype = float64 ? torch.float64 : float32;
        var everything = Ppo with { ReferencePolicyKlPenalty = 0.3, RatioClipC = 3, UseOnPolicyKlApproximation = true, UseImportanceSamplingCorrection = true };
        foreach (var config in new[] { Ppo, everything, everything with { DisablePpoRatio = true }, everything with { UseKlScoreFunctionGradient = true, RatioClipMax = double.PositiveInfinity }, everything with { TokenLevelLoss = false } })
        // Not near -95: numbers that are subnormal for torch are 0 here, and 0 times infinity is NaN.
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 88.5, -88.5, 95, 1e30, -1e30, 0 })
        for (var which = 0; which < 5; which++)
        {
            // In this case the two derivatives of a huge divergence cancel, so that only rounding errors would be compared.
            if (config.UseKlScoreFunctionGradient && which == 3 && bad is > 80 and < 1e30)
                continue;
            manual_seed(3);
            var data = Draw(2, 19, dtype);
            foreach (var (drawn, what) in new[] { (data, ""), (Plain(data), "plain, ") })
            {
                var batch = drawn.Inputs.Data;
                var tensors = new[] { drawn.Current, batch.PrevLogprobs, batch.GenerationLogprobs, batch.ReferencePolicyLogprobs, batch.Advantages };
                using (no_grad())
                    tensors[which][1, (which + 5) % 19 + (which == 0 ? 0 : 1)] = tensor(bad, dtype: dtype);
                Same(config, drawn, width, $"{what}{bad} in input {which} of {config}");
            }
        }
    }

    // Each power alone is finite, but the product of two of them is not.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Exponents_that_add_up_to_more_than_a_power_can_hold(int width, bool float64)
    {
        var dtype = float64 ? torch.float64 : float32;
        var config = Ppo with { ReferencePolicyKlPenalty = 0.3, UseOnPolicyKlApproximation = true, UseImportanceSamplingCorrection = true };
        foreach (var far in new[] { 20.0, 39, 41, 44, 60 })
        foreach (var sign in new[] { 1, -1 })
        {
            manual_seed(10);
            var data = Plain(Draw(2, 70, dtype));
            var batch = data.Inputs.Data;
            using (no_grad())
            {
                data.Current[1, 8] = tensor(-70 + sign * far, dtype: dtype);
                batch.PrevLogprobs[1, 9] = tensor(-70.0, dtype: dtype);
                batch.GenerationLogprobs[1, 9] = tensor(-70 - sign * far, dtype: dtype);
                batch.ReferencePolicyLogprobs[1, 9] = tensor(-70 + sign * far, dtype: dtype);
            }

            Same(config, data, width, $"{sign * far} twice");
        }
    }

    // In a long row, some blocks have only ordinary tokens, and one has the unusual token.
    [Theory]
    [MemberData(nameof(Cases))]
    public void One_token_that_weighs_otherwise(int width, bool float64)
    {
        var dtype = float64 ? torch.float64 : float32;
        foreach (var weight in new[] { 0.5, 2, double.PositiveInfinity, double.NaN })
        {
            manual_seed(11);
            var data = Plain(Draw(2, 1500, dtype));
            using (no_grad())
                data.Inputs.Data.TokenMask[1, 700] = tensor(weight, dtype: dtype);
            Same(Ppo with { ReferencePolicyKlPenalty = 0.3 }, data, width, $"weight {weight}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_at_absent_tokens_passes_but_what_the_engine_shows(int width, bool float64)
    {
        var dtype = float64 ? torch.float64 : float32;
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30 })
        {
            manual_seed(4);
            var drawn = Draw(4, 40, dtype);
            foreach (var data in new[] { drawn, Plain(drawn) })
                Nothing_passes(bad, data, width);
        }

        static void Nothing_passes(double bad, Data data, int width)
        {
            var dtype = data.Current.dtype;
            var (inputs, batch, absent) = (data.Inputs, data.Inputs.Data, Whole(data.Inputs.Masks(dtype).Absent));
            var config = Ppo with { ReferencePolicyKlPenalty = 0.3, UseOnPolicyKlApproximation = true, UseImportanceSamplingCorrection = true };
            var clean = ByFormula(config, data, width);
            var poisoned = ByFormula(config, data with
            {
                Inputs = inputs with
                {
                    Data = batch with
                    {
                        PrevLogprobs = batch.PrevLogprobs.masked_fill(absent, bad),
                        ReferencePolicyLogprobs = batch.ReferencePolicyLogprobs.masked_fill(absent, bad),
                        Advantages = batch.Advantages.masked_fill(absent, bad),
                    },
                },
            }, width);
            Assert.Equal(clean, poisoned);
            var shown = batch with { GenerationLogprobs = batch.GenerationLogprobs.masked_fill(absent, bad) };
            Same(config, data with { Inputs = inputs with { Data = shown } }, width);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_tokens_numbers_do_not_depend_on_those_beside_it(int width, bool float64)
    {
        manual_seed(12);
        var data = Plain(Draw(1, 40, float64 ? torch.float64 : float32));
        var config = Ppo with { ReferencePolicyKlPenalty = 0.3, UseOnPolicyKlApproximation = true, UseImportanceSamplingCorrection = true };
        var among = Gradient();
        using (no_grad())
            data.Inputs.Data.ReferencePolicyLogprobs[0, 8] = tensor(200.0, dtype: data.Current.dtype);
        var besideOneThatIsFar = Gradient();

        Assert.NotEqual(among[7], besideOneThatIsFar[7]);
        (among[7], besideOneThatIsFar[7]) = (0, 0);
        Assert.Equal(among, besideOneThatIsFar);

        double[] Gradient()
        {
            data.Inputs.Data.TokenMask[0, 8] = tensor(1.0, dtype: data.Current.dtype);
            using var scope = NewDisposeScope();
            return Numbers(Evaluated(config, data.Current, Level(config, data.Inputs), width).Gradient);
        }
    }

    [Fact]
    public void Inputs_of_other_types_and_strides()
    {
        manual_seed(5);
        var data = Draw(4, 33, float32);
        var (batch, wide) = (data.Inputs.Data, randn([4, 40, 3]));
        Same(Ppo, data with
        {
            Inputs = data.Inputs with
            {
                Data = batch with
                {
                    Advantages = wide.narrow(1, 3, 34).narrow(2, 1, 1).squeeze(2),
                    PrevLogprobs = batch.PrevLogprobs.to(bfloat16),
                    GenerationLogprobs = batch.GenerationLogprobs.to(torch.float64),
                    ReferencePolicyLogprobs = batch.ReferencePolicyLogprobs.transpose(0, 1).contiguous().transpose(0, 1),
                    TokenMask = batch.TokenMask != 0,
                    SampleMask = ones([4, 2], dtype: int64).narrow(1, 1, 1).squeeze(1),
                },
            },
        }, RowKernelFactory.MaxVectorBits);
    }

    [Fact]
    public void Every_thread_count_gives_the_same_bits()
    {
        manual_seed(6);
        var data = Draw(24, 3000, float32);
        set_num_threads(1);
        var one = ByFormula(Ppo, data, RowKernelFactory.MaxVectorBits);
        set_num_threads(5);
        Assert.Equal(one, ByFormula(Ppo, data, RowKernelFactory.MaxVectorBits));
    }

    private static void Same(ClippedPGLossConfig config, Data data, int width, string? what = null)
    {
        var expected = ByOperators(config, data);
        var actual = ByFormula(config, data, width);
        Assert.Equal(expected.Length, actual.Length);
        // An exponent of 88 has an error of 4e-6 in float32, and so has its exponential; overflowing numbers are near that.
        var relative = data.Current.dtype == torch.float64 ? 1e-12 : what is null ? 5e-6 : 2e-5;
        for (var i = 0; i < expected.Length; i++)
        {
            var same = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= Math.Max(1, Math.Abs(expected[i])) * relative;
            Assert.True(same, $"number {i}: expected {expected[i]:R}, got {actual[i]:R}; {what ?? config.ToString()}");
        }
    }

    // Loss, metrics and derivatives, with operators.
    private static double[] ByOperators(ClippedPGLossConfig config, Data data)
    {
        using var scope = NewDisposeScope();
        var leaf = data.Current.detach().requires_grad_();
        var (loss, metrics) = ClippedPGOperators.Compute(leaf, Level(config, data.Inputs), config);
        var gradient = autograd.grad([loss], [leaf])[0];
        return [.. PackedMetrics<ClippedPGMetrics>.Pack(metrics).Read().Values, .. Numbers(gradient)];
    }

    private static double[] ByFormula(ClippedPGLossConfig config, Data data, int width)
    {
        using var scope = NewDisposeScope();
        var inputs = Level(config, data.Inputs);
        var result = Evaluated(config, data.Current, inputs, width);
        return [.. Numbers(result.Metrics), .. Numbers(result.Gradient)];
    }

    private static FormulaResult Evaluated(ClippedPGLossConfig config, Tensor current, ClippedPGInputs inputs, int width) =>
        new ClippedPGLossFn(config).Evaluate(current, inputs.Data, new GlobalNormalization(inputs.ValidSequences, inputs.ValidTokens), width);

    private static ClippedPGInputs Level(ClippedPGLossConfig config, ClippedPGInputs inputs) =>
        config.TokenLevelLoss ? inputs with { ValidSequences = null } : inputs;
}
