namespace LossDsl.Tests.Losses;

/// <summary>A loss with a config, behind a uniform interface for property tests of all losses.</summary>
internal sealed record Subject(
    Func<long, long, ScalarType?, BatchedDataDict> Data,
    Func<long, long, ScalarType?, Tensor> Output,
    Func<Subject.Call, Outcome> Compute,
    Func<IReadOnlyList<Subject.Call>, IProcessGroup, Outcome> Step,
    bool Pairs = false)
{
    public static ClippedPGLossConfig Ppo { get; } = new()
    {
        ReferencePolicyKlPenalty = 0,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = null,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = false,
        TokenLevelLoss = true,
    };

    public static ClippedPGLossConfig Everything { get; } = Ppo with
    {
        ReferencePolicyKlPenalty = 0.3,
        RatioClipC = 3,
        UseOnPolicyKlApproximation = true,
        UseImportanceSamplingCorrection = true,
    };

    public static PolicyGradientLossConfig PolicyEverything { get; } = new()
    {
        DualClip = 3,
        LogRatioClamp = 5,
        LogRatioPenalty = 0.1,
        CorrectionLevel = CorrectionLevel.SequenceMean,
        CorrectionLowerBound = 0.3,
        CorrectionUpperBound = 3,
        RejectionStatistic = RejectionStatistic.K3,
        RejectionLevel = CorrectionLevel.SequenceMean,
        RejectionUpperBound = 4,
        VetoLowerBound = 1e-3,
        OffPolicyMask = 0.5,
        UsePolicyWeights = true,
        ReferencePolicyKlPenalty = 0.2,
        KlWeight = KlWeight.PolicyRatio,
        KlGradient = KlGradient.ScoreFunction,
        KlInputClampValue = 4,
        KlOutputClampValue = 3,
        PositiveExampleNllWeight = 0.3,
    };

    public static PolicyGradientLossConfig Reinforce { get; } = new() { Objective = PolicyObjective.Reinforce };

    public static DPOLossConfig PlainDpo { get; } = new()
    {
        ReferencePolicyKlPenalty = 0.5,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    };

    public static IReadOnlyDictionary<string, Subject> All { get; } = new Dictionary<string, Subject>
    {
        ["nll"] = Nll(new NLLLoss()),
        ["nll_per_row"] = Nll(new NLLLoss(dpoLoss: true)),
        ["nll_per_row_average"] = Nll(new NLLLoss(dpoLoss: true, dpoAverageLogProbs: true)),
        ["pg_ppo"] = ClippedPG(Ppo),
        ["pg_dual_clip"] = ClippedPG(Ppo with { RatioClipC = 1.1 }),
        ["pg_kl"] = ClippedPG(Ppo with { ReferencePolicyKlPenalty = 0.1 }),
        ["pg_kl_on_policy"] = ClippedPG(Ppo with { ReferencePolicyKlPenalty = 0.1, UseOnPolicyKlApproximation = true }),
        ["pg_kl_score_function"] = ClippedPG(Ppo with { ReferencePolicyKlPenalty = 0.1, UseKlScoreFunctionGradient = true }),
        ["pg_importance"] = ClippedPG(Ppo with { UseImportanceSamplingCorrection = true }),
        ["pg_sequence"] = ClippedPG(Ppo with { TokenLevelLoss = false }),
        ["pg_everything"] = ClippedPG(Everything),
        ["pg_everything_sequence"] = ClippedPG(Everything with { TokenLevelLoss = false }),
        ["pg_everything_score_function"] = ClippedPG(Everything with { UseKlScoreFunctionGradient = true }),
        ["pg_reinforce"] = ClippedPG(Everything with { DisablePpoRatio = true }),
        ["policy_gspo"] = Policy(new() { RatioLevel = RatioLevel.Sequence, Reduction = PolicyReduction.SequenceMeanOfTokenMeans }),
        ["policy_gspo_token"] = Policy(new() { RatioLevel = RatioLevel.SequenceTokenGradient }),
        ["policy_rloo"] = Policy(new() { RatioLevel = RatioLevel.SequenceProduct, RatioUpperBound = double.PositiveInfinity }),
        ["policy_on_policy"] = Policy(new() { RatioDenominator = RatioDenominator.CurrentPolicy }),
        ["policy_cispo"] = Policy(new()
        {
            Objective = PolicyObjective.Cispo, CorrectionLevel = CorrectionLevel.Token, CorrectionUpperBound = 2,
        }),
        ["policy_sapo"] = Policy(new() { Objective = PolicyObjective.Sapo, Reduction = PolicyReduction.SequenceMeanOfTokenMeans }),
        ["policy_gmpo"] = Policy(new()
        {
            Objective = PolicyObjective.Gmpo, UsePolicyWeights = true, Reduction = PolicyReduction.SequenceMeanOfTokenMeans,
        }),
        ["policy_vespo"] = Policy(new() { Objective = PolicyObjective.Vespo, CorrectionLevel = CorrectionLevel.Token }),
        ["policy_dppo"] = Policy(new() { Objective = PolicyObjective.TrustRegion, TrustRegion = TrustRegion.Divergence, TrustRegionRatioCap = 3 }),
        ["policy_topr"] = Policy(new() { Objective = PolicyObjective.Topr, UsePolicyWeights = true }),
        ["policy_kl_cov"] = Policy(new() { Objective = PolicyObjective.KlCov, Reduction = PolicyReduction.PromptMean }),
        ["policy_clip_cov"] = Policy(new() { Objective = PolicyObjective.ClipCov, Reduction = PolicyReduction.TokenSum }),
        ["policy_dro"] = Policy(new()
        {
            Objective = PolicyObjective.Reinforce, LogRatioPenalty = 0.2, Reduction = PolicyReduction.Constant, ReductionLength = 9,
        }),
        ["policy_everything"] = Policy(PolicyEverything),
        ["policy_everything_sequence"] = Policy(PolicyEverything with
        {
            RatioLevel = RatioLevel.Sequence,
            CorrectionLevel = CorrectionLevel.Sequence,
            RejectionLevel = CorrectionLevel.SequenceMaximum,
            Reduction = PolicyReduction.SequenceMeanOfTokenSums,
        }),
        ["entropy"] = Policy(Reinforce with { EntropyCoefficient = 0.7 }),
        ["entropy_only"] = Policy(Reinforce with { Objective = PolicyObjective.ClipCov, EntropyCoefficient = 2 }),
        ["entropy_measured"] = Policy(Reinforce with { EntropyCoefficient = 0 }),
        ["entropy_sequence"] = Policy(new()
        {
            RatioLevel = RatioLevel.Sequence, Reduction = PolicyReduction.SequenceMeanOfTokenMeans, EntropyCoefficient = 0.5, UseEntropyWeights = true,
        }),
        ["entropy_prompt_mean"] = Policy(new()
        {
            RatioLevel = RatioLevel.SequenceProduct, Reduction = PolicyReduction.PromptMean, EntropyCoefficient = 0.5, UseEntropyWeights = true,
        }),
        ["preference"] = Of(new PreferenceLoss(), Batch.Preference, Batch.Rewards, pairs: true),
        ["dpo"] = Dpo(PlainDpo),
        ["dpo_average"] = Dpo(PlainDpo with { PreferenceAverageLogProbs = true }),
        ["dpo_sft"] = Dpo(PlainDpo with { SftLossWeight = 0.3 }),
        ["dpo_sft_average"] = Dpo(PlainDpo with { SftLossWeight = 0.3, SftAverageLogProbs = true, PreferenceAverageLogProbs = true }),
    };

    public (Tensor Output, BatchedDataDict Batch) Sample(long rows, long length, ScalarType? dtype = null) =>
        (Output(rows, length, dtype), Data(rows, length, dtype));

    /// <summary>Runs the loss on a whole batch, with the counts of that batch.</summary>
    public Outcome Run(Tensor output, BatchedDataDict batch) => Compute(new Call(output, output, batch, Totals(batch)));

    /// <summary>Runs the loss on a part of a batch.</summary>
    public Outcome Run(Tensor output, BatchedDataDict batch, GlobalNormalization totals) =>
        Compute(new Call(output, output, batch, totals));

    /// <summary>The counts of a batch; with a process group, the sums over ranks with different rows.</summary>
    public static GlobalNormalization Totals(BatchedDataDict batch, IProcessGroup? processes = null)
    {
        IMaskedBatch masks = batch switch
        {
            BatchedDataDict<NLLLossDataDict> nll => nll.Bind(),
            BatchedDataDict<ClippedPGLossDataDict> pg => pg.Bind(),
            BatchedDataDict<PolicyGradientLossDataDict> policy => policy.Bind(),
            BatchedDataDict<DPOLossDataDict> dpo => dpo.Bind(),
            BatchedDataDict<PreferenceLossDataDict> preference => preference.Bind(),
            _ => throw new ArgumentException(batch.GetType().Name),
        };
        return processes is null ? GlobalNormalization.FromBatch(masks) : GlobalNormalization.FromBatch(masks, processes);
    }

    private static Subject Nll(NLLLoss loss) => Of(loss, Batch.Nll, Batch.Logits);

    private static Subject ClippedPG(ClippedPGLossConfig config) =>
        Of(new ClippedPGLossFn(config), Batch.ClippedPG, Batch.Logits);

    private static Subject Policy(PolicyGradientLossConfig config) =>
        Of(new PolicyGradientLoss(config), Batch.PolicyGradient, Batch.Logits);

    private static Subject Dpo(DPOLossConfig config) => Of(new DPOLossFn(config), Batch.Dpo, Batch.Logits, pairs: true);

    private static Subject Of<TData, TMetrics>(
        ILossFunction<TData, TMetrics> loss,
        Func<long, long, ScalarType?, BatchedDataDict<TData>> data,
        Func<long, long, ScalarType?, Tensor> output,
        bool pairs = false)
        where TData : class, IDataDict<TData>
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        return new Subject(data, output, Compute, Step, pairs);

        Outcome Compute(Call call)
        {
            var called = call.CuSeqlens is { } lengths ? loss.AsPacked(lengths, call.CuSeqlensPadded) : loss;
            return Outcome.From(called.Compute(call.Output, (BatchedDataDict<TData>)call.Batch, call.Totals), call.Leaf, call.Scale);
        }

        // As a trainer runs it: several microbatches, and processes with other rows of the step.
        Outcome Step(IReadOnlyList<Call> calls, IProcessGroup processes)
        {
            using var metrics = new MetricsAccumulator<TMetrics>();
            var parts = calls.Select(call =>
            {
                var result = loss.Compute(call.Output, (BatchedDataDict<TData>)call.Batch, call.Totals);
                metrics.Add(result.Metrics);
                return Outcome.From(result, call.Leaf);
            }).ToList();
            var own = tensor(new[] { parts.Sum(part => part.Loss) });
            processes.AllReduce(own);
            return new Outcome(own.item<double>(), Outcome.Sums(metrics.Read(processes)), [.. parts.SelectMany(part => part.Gradient)]);
        }
    }

    /// <summary>A call of a loss.</summary>
    /// <param name="Output">The model's output.</param>
    /// <param name="Leaf">The tensor that the gradient is computed for; the output depends on it.</param>
    /// <param name="Batch">The batch.</param>
    /// <param name="Totals">The counts of the step.</param>
    /// <param name="CuSeqlens">The cumulative lengths, if the output is packed.</param>
    /// <param name="CuSeqlensPadded">The cumulative lengths including padding.</param>
    /// <param name="Scale">The factor of the loss before its gradient is computed.</param>
    internal sealed record Call(
        ModelOutput Output,
        Tensor Leaf,
        BatchedDataDict Batch,
        GlobalNormalization Totals,
        Tensor? CuSeqlens = null,
        Tensor? CuSeqlensPadded = null,
        double Scale = 1);
}
