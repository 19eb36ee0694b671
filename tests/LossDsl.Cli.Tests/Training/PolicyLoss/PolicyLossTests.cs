using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.PolicyLoss;

/// <summary>The GRPO phase with other policy losses than the default.</summary>
/// <remarks>Rollouts draw from torch's one generator: no other test may run at the same time.</remarks>
[CollectionDefinition(nameof(PolicyLossTests), DisableParallelization = true)]
[Collection(nameof(PolicyLossTests))]
public sealed class PolicyLossTests(PolicyLossTests.Spelling spelling) : IClassFixture<PolicyLossTests.Spelling>, IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    /// <summary>Configs of each objective, and of the settings that read additional tensors.</summary>
    public static TheoryData<string> Losses() =>
    [
        .. Enum.GetValues<PolicyObjective>().Where(objective => objective != PolicyObjective.TrustRegion)
            .Select(objective => $$"""{"objective": "{{NameOf(objective)}}"}"""),
        """{"objective": "trust_region", "trust_region": "divergence"}""",
        """{"ratio_level": "sequence", "reference_policy_kl_penalty": 0.1}""",
        """{"reduction": "prompt_mean", "correction_level": "token", "rejection_statistic": "k3", "rejection_upper_bound": 1}""",
        """{"positive_example_nll_weight": 0.1, "off_policy_mask": 0.5}""",
    ];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_choice_finds_the_tensors_that_it_reads(string config)
    {
        var metrics = Step(config);

        Assert.All(metrics, metric => Assert.True(double.IsFinite(metric.Value), metric.Key));
        Assert.Equal(1, metrics["correction_weight"], 1e-5);
        Assert.True(metrics["grad_norm"] > 0);
    }

    [Fact]
    public void By_its_own_settings_the_general_loss_is_that_of_the_phase()
    {
        var own = Step(config: null);

        var general = Step("""{"ratio_upper_bound": 1.28, "reference_policy_kl_penalty": 0.1}""");

        Assert.All(["loss", "kl_penalty", "probs_ratio", "grad_norm", "reward"], metric => Assert.Equal(own[metric], general[metric], 1e-12));
    }

    [Fact]
    public void Tensors_that_look_at_a_whole_update_are_those_of_its_rows()
    {
        var rows = 2 * GrpoPhase.GroupSize;
        var part = new PolicyGradientLossDataDict
        {
            InputIds = zeros([rows, 3], dtype: int64),
            Advantages = arange(3 * rows, dtype: float64).view(rows, 3),
            PrevLogprobs = arange(3 * rows, dtype: float64).view(rows, 3),
            TokenMask = ones(rows, 3),
            SampleMask = ones(rows),
            Rewards = cat([ones(GrpoPhase.GroupSize), zeros(GrpoPhase.GroupSize)]),
        };

        var prompts = Add("""{"reduction": "prompt_mean"}""");
        // The first token of a row has no prediction.
        Assert.Equal(1.0 / (2 * 2 * GrpoPhase.GroupSize), prompts.PromptWeights![0].ToDouble(), 1e-8);
        Assert.Null(prompts.CovarianceTokens);

        var positive = Add("""{"positive_example_nll_weight": 1}""").PositiveExampleWeights!;
        Assert.Equal(1.0 / (2 * GrpoPhase.GroupSize), positive[0].ToDouble(), 1e-8);
        Assert.Equal(0, positive[rows - 1].ToDouble());

        // At least one token, however small the fraction is.
        var selected = Add("""{"objective": "kl_cov"}""").CovarianceTokens!;
        Assert.Equal(1, selected.sum().ToDouble());

        PolicyGradientLossDataDict Add(string config) => new PolicyGradientUpdater(PolicyGradientLossConfig.FromJson(config)).AddStepTensors(part);
    }

    /// <summary>The name of an objective in a file.</summary>
    internal static string NameOf(PolicyObjective objective) =>
        new PolicyGradientLossConfig
        {
            Objective = objective, TrustRegion = objective == PolicyObjective.TrustRegion ? TrustRegion.Symmetric : null,
        }.ToJson().Split("\"objective\": \"")[1].Split('"')[0];

    private Dictionary<string, double> Step(string? config)
    {
        using var model = spelling.CreateModel();
        using var phase = new GrpoPhase(spelling.CreateContext(model, config));
        phase.Step(0);
        return phase.Step(1);
    }

    /// <summary>A small model after some supervised steps, so that some of its rollouts are rewarded.</summary>
    public sealed class Spelling : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly WordCorpus _corpus = new(TestWords.Create(300), seed: 1);

        public Spelling()
        {
            using var scope = NewDisposeScope();
            manual_seed(1);
            using var model = NewModel();
            using var phase = new SupervisedPhase(CreateContext(model, config: null));
            for (var step = 0; step < phase.Steps; step++)
                phase.Step(step);
            model.save(Weights);
        }

        private string Weights => _folder.File("weights");

        public void Dispose() => _folder.Dispose();

        internal CharTransformer CreateModel()
        {
            var model = NewModel();
            model.load(Weights);
            return model;
        }

        internal PhaseContext CreateContext(CharTransformer model, string? config) =>
            new(TestRunStates.Create(after: "").Options with { PolicyLoss = config, SftSteps = 40 }, _corpus, model, CPU);

        private CharTransformer NewModel() =>
            new(new ModelShape(_corpus.Tokenizer.VocabularySize, _corpus.RowLength, Width: 32, Layers: 1, Heads: 2) { Type = float64 });
    }
}
