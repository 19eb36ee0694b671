// Expected: nothing
using System.Linq;

static class Counters
{
    public static async System.Threading.Tasks.Task<long> Longest(IAsyncEnumerable<BatchedDataDict<NLLLossDataDict>> loader)
    {
        var longest = 0L;
        await foreach (var batch in loader)
            longest = Math.Max(longest, batch.GetTensor("input_ids").size(1));
        return longest;
    }

    public static Dictionary<string, Tensor> Means(BatchedDataDict<ClippedPGLossDataDict> batch) => new()
    {
        ["advantages"] = batch.GetTensor("advantages").mean(),
        ["gap"] = (batch.GetTensor("prev_logprobs") - batch.GetTensor("generation_logprobs")).abs().mean(),
    };

    public static IEnumerable<Tensor> Gradients(nn.Module<Tensor, Tensor> model, int count) =>
        model.parameters().Select(p => p.grad!).Where(gradient => gradient is not null).Select(gradient => gradient.div(count));

    public static void Log(GlobalNormalization totals, IReadOnlyList<NLLLossDataDict> micros)
    {
        switch (micros.Count)
        {
            case 0: return;
            case 1 when micros[0] is { InputIds: var ids }: Console.WriteLine(ids.size(1)); break;
            default:
                goto case 0;
        }

        lock (micros)
        {
            var (rows, tokens) = (totals.ValidSequences, totals.ValidTokens);
            Console.WriteLine(tokens! / rows!);
        }
    }
}
