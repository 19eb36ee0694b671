namespace LossDsl.Tests.Losses;

/// <summary>A loss with an option set, made uniform so that properties can be stated once for all.</summary>
internal sealed record Subject(
    Func<long, long, ScalarType?, BatchedDataDict> Data,
    Func<long, long, ScalarType?, Tensor> Output,
    Func<Tensor, BatchedDataDict, GlobalNormalization, Outcome> Compute,
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
        ["pg_everything"] = ClippedPG(Everything),
        ["pg_everything_sequence"] = ClippedPG(Everything with { TokenLevelLoss = false }),
        ["pg_reinforce"] = ClippedPG(Everything with { DisablePpoRatio = true }),
        ["preference"] = new(
            Batch.Preference,
            (rows, _, dtype) => randn([rows], dtype: dtype ?? float32).requires_grad_(),
            (output, batch, totals) =>
                Outcome.Of(new PreferenceLoss().Compute(output, (BatchedDataDict<PreferenceLossDataDict>)batch, totals), output),
            Pairs: true),
        ["dpo"] = Dpo(PlainDpo),
        ["dpo_average"] = Dpo(PlainDpo with { PreferenceAverageLogProbs = true }),
        ["dpo_sft"] = Dpo(PlainDpo with { SftLossWeight = 0.3 }),
        ["dpo_sft_average"] = Dpo(PlainDpo with { SftLossWeight = 0.3, SftAverageLogProbs = true, PreferenceAverageLogProbs = true }),
    };

    public (Tensor Output, BatchedDataDict Batch) Sample(long rows, long length, ScalarType? dtype = null) =>
        (Output(rows, length, dtype), Data(rows, length, dtype));

    /// <summary>Runs the loss on a whole batch, with the counts of that batch.</summary>
    public Outcome Run(Tensor output, BatchedDataDict batch) => Compute(output, batch, Totals(batch));

    public static GlobalNormalization Totals(BatchedDataDict batch) => batch switch
    {
        BatchedDataDict<NLLLossDataDict> nll => GlobalNormalization.Of(nll),
        BatchedDataDict<ClippedPGLossDataDict> pg => GlobalNormalization.Of(pg),
        BatchedDataDict<DPOLossDataDict> dpo => GlobalNormalization.Of(dpo),
        BatchedDataDict<PreferenceLossDataDict> preference => GlobalNormalization.Of(preference),
        _ => throw new ArgumentException(batch.GetType().Name),
    };

    private static Subject Nll(NLLLoss loss) => new(
        Batch.Nll, Batch.Logits,
        (output, batch, totals) => Outcome.Of(loss.Compute(output, (BatchedDataDict<NLLLossDataDict>)batch, totals), output));

    private static Subject ClippedPG(ClippedPGLossConfig config) => new(
        Batch.ClippedPG, Batch.Logits,
        (output, batch, totals) =>
            Outcome.Of(new ClippedPGLossFn(config).Compute(output, (BatchedDataDict<ClippedPGLossDataDict>)batch, totals), output));

    private static Subject Dpo(DPOLossConfig config) => new(
        Batch.Dpo, Batch.Logits,
        (output, batch, totals) =>
            Outcome.Of(new DPOLossFn(config).Compute(output, (BatchedDataDict<DPOLossDataDict>)batch, totals), output),
        Pairs: true);
}
