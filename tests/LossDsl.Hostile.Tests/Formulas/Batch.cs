using LossDsl.Hostile.Tests.Draws;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The numbers of a call whose shapes and types are as declared.</summary>
/// <param name="draw">The call.</param>
/// <param name="tensors">The tensors of the batch, followed by the output.</param>
internal sealed class Batch(LossCase draw, BuiltTensor[] tensors)
{
    /// <summary>The call.</summary>
    public LossCase Case => draw;

    /// <summary>The model's output.</summary>
    public BuiltTensor Output => tensors[^1];

    /// <summary>The number of rows.</summary>
    public int Rows => (int)this["sample_mask"].Lengths[0];

    /// <summary>The number of next-token predictions of a row.</summary>
    public int Predictions => Math.Max(0, (int)this["input_ids"].Lengths[1] - 1);

    /// <summary>A tensor by its key.</summary>
    public BuiltTensor this[string key] => tensors.First(tensor => tensor.Case.Key == key);

    /// <summary>A tensor by its key; null if the batch does not have it.</summary>
    public BuiltTensor? Find(string key) => tensors[..^1].FirstOrDefault(tensor => tensor.Case.Key == key);

    /// <summary>The position of a prediction in the output.</summary>
    public int Position(int row, int at) => draw.Pack is { } pack ? (int)pack.Start(row) + at
        : row * (draw.IsOfLogprobs ? Predictions : Predictions + 1) + at;

    /// <summary>The position of a row's reward in the output.</summary>
    public int RewardPosition(int row) => draw.Pack is { } pack && Output.Lengths[0] != Rows
        ? (int)(pack.Start(row) + pack.Lengths[row] - 1)
        : row;

    /// <summary>Whether a token is part of a row's sequence, not beyond its end.</summary>
    public bool HasToken(int row, long token) => draw.Pack is not { } pack || token < pack.Lengths[row];

    /// <summary>The weight of a predicted token; 0 if it is not part of the sequence.</summary>
    public double TokenWeight(int row, int at) => HasToken(row, at + 1) ? this["token_mask"][row, at + 1] : 0;

    /// <summary>The weight of a row; 0 if its partner is masked.</summary>
    public double RowWeight(int row)
    {
        var mask = this["sample_mask"].Numbers;
        return draw.HasPairs && mask[row ^ 1] == 0 ? 0 : mask[row];
    }

    /// <summary>Whether a weight is not finite, in which case the result is undefined.</summary>
    public bool HasWildWeights => this["token_mask"].Numbers.Concat(this["sample_mask"].Numbers).Any(weight => !double.IsFinite(weight));

    /// <summary>Whether all weights are 0 or 1.</summary>
    public bool HasPlainWeights => this["token_mask"].Numbers.Concat(this["sample_mask"].Numbers).All(weight => weight is 0 or 1);

    /// <summary><c>global_valid_seqs</c> of this batch alone.</summary>
    public double OwnSequences => Enumerable.Range(0, Rows).Sum(RowWeight);

    /// <summary><c>global_valid_toks</c> of this batch alone.</summary>
    public double OwnTokens => Enumerable.Range(0, Rows).Where(row => RowWeight(row) != 0)
        .Sum(row => Enumerable.Range(0, Predictions).Sum(at => TokenWeight(row, at) is not 0 and var weight ? RowWeight(row) * weight : 0));

    /// <summary>The sum of the token weights of a row.</summary>
    public double TokenSum(int row) => Enumerable.Range(0, Predictions).Sum(at => TokenWeight(row, at));

    /// <summary>The number that a loss gets as a count; null if it gets none.</summary>
    public static double Given(Count count, double own) => count switch
    {
        Count.More => own + 3,
        Count.Integer => double.IsFinite(own) ? Math.Ceiling(own) : 1,
        Count.Less => own - Math.Abs(own) / 2 - 1,
        Count.NaN => double.NaN,
        _ => own,
    };
}
