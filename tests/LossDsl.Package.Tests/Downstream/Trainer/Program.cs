// A bigram table learns to count up from examples, then is trained with rewards for counting up.
using Trainer;

const int Vocabulary = 8;
manual_seed(1);

var schedule = ScheduleConfig.FromFile("grpo.yaml", "schedule");
var dpo = DPOLossConfig.FromFile("dpo.json");
using var model = nn.Embedding(Vocabulary, Vocabulary);
using var optimizer = optim.AdamW(model.parameters(), lr: 0.1);

long[] tokens = [.. from row in Enumerable.Range(0, 4) from place in Enumerable.Range(0, 6) select (long)(row + place) % Vocabulary];
var rows = tensor(tokens).reshape(4, 6);
var rollout = new BatchedDataDict<RolloutDataDict>
{
    ["input_ids"] = rows,
    ["token_mask"] = ones_like(rows),
    ["sample_mask"] = ones(4),
    ["rewards"] = ones(4),
}.Bind();

var supervised = Train(new NLLLoss(), new NLLLossDataDict
{
    InputIds = rollout.InputIds, TokenMask = rollout.TokenMask, SampleMask = rollout.SampleMask,
});

var advantages = rollout.Rewards.unsqueeze(-1).expand_as(rollout.InputIds);
var nothing = zeros_like(advantages);
var reinforced = Train(new ClippedPGLossFn(ClippedPGLossConfig.FromFile("grpo.yaml", "loss_fn")), new ClippedPGLossDataDict
{
    InputIds = rollout.InputIds,
    TokenMask = rollout.TokenMask,
    SampleMask = rollout.SampleMask,
    Advantages = advantages,
    PrevLogprobs = nothing,
    GenerationLogprobs = nothing,
    ReferencePolicyLogprobs = nothing,
});

Console.WriteLine($"supervised: {schedule.Steps} steps, loss {(supervised.Last < supervised.First ? "fell" : "did not fall")}");
Console.WriteLine($"reinforced: {schedule.Steps} steps, loss {(double.IsFinite(reinforced.Last) ? "is a number" : "is none")}");
Console.WriteLine($"preference weight: {dpo.PreferenceLossWeight}");

(double First, double Last) Train<TData, TMetrics>(ILossFunction<TData, TMetrics> loss, TData batch)
    where TData : class, IDataDict<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    var (first, last) = (double.NaN, double.NaN);
    for (var i = 0; i < schedule.Steps; i++)
    {
        using var step = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        using var metrics = new MetricsAccumulator<TMetrics>();
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.1 * schedule.At(i);

        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(rows: 2))
        {
            using var inner = NewDisposeScope();
            var (value, measured) = loss.Compute(model.call(Ids(micro)), micro, totals);
            value.backward();
            metrics.Add(measured);
        }

        optimizer.step();
        last = metrics.Read()["loss"];
        first = i == 0 ? last : first;
    }

    return (first, last);
}

static Tensor Ids(object batch) => batch switch
{
    NLLLossDataDict data => data.InputIds,
    ClippedPGLossDataDict data => data.InputIds,
    _ => throw new ArgumentException("not a batch of this program", nameof(batch)),
};
