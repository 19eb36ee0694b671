namespace LossDsl;

/// <summary>
/// A node of a formula's expression: the log-probability of a token, a tensor of the batch at that token, a setting, or the result of an
/// operation. A formula runs once over terms, which records the expression. The library differentiates it and compiles it to a CPU
/// kernel, to torch operators for other devices, and to the source of a kernel in C.
/// </summary>
/// <remarks>
/// Values follow IEEE 754. NaN propagates through every function, <see cref="Min"/>, <see cref="Max"/> and <see cref="Clamp"/> included; a
/// comparison with NaN is false. The derivative of <see cref="Select"/>, <see cref="Min"/> and <see cref="Max"/> is that of the chosen
/// operand, whatever the other operand is: an infinity that is not chosen does not produce NaN. Where the operands of <see cref="Min"/> or
/// <see cref="Max"/> are equal, the first one is chosen. The sign of 0 is not preserved.
/// <para>
/// Errors are stated in units in the last place (ULP) of the result, measured over the range of the type, for the compiled CPU loops of
/// every vector width and for torch operators. Arithmetic is correctly rounded; selection and comparison are exact. In float32
/// the compiled exponential adds <c>0.24 |x|</c> ULP (a relative error of 1.4e-8 per unit of the argument; 1.5 ULP where the
/// processor has no fused multiply-add), and results below 1.7e-38 are 0. The functions that are built on the exponential inherit this;
/// their remarks say so.
/// </para>
/// <para>
/// A formula cannot branch on a term, whose value is unknown while the formula runs. Use <see cref="Select"/> with a condition instead.
/// </para>
/// </remarks>
public sealed class Term
{
    internal Term(Operation operation, Term[] operands, double constant = 0, int index = 0)
    {
        (Operation, Operands, Value, Index) = (operation, operands, constant, index);
        IsRowwise = operation switch
        {
            Operation.Constant or Operation.RowField or Operation.RowSum => true,
            Operation.Logprob or Operation.Entropy or Operation.TokenField => false,
            _ => Array.TrueForAll(operands, operand => operand.IsRowwise),
        };
        HasRowSum = operation == Operation.RowSum || Array.Exists(operands, operand => operand.HasRowSum);
        ReadsEntropy = operation == Operation.Entropy || Array.Exists(operands, operand => operand.ReadsEntropy);
        IsPairwise = operation is Operation.Chosen or Operation.Rejected || Array.Exists(operands, operand => operand.IsPairwise);
        Degree = Math.Min(2, DegreeOf(operation, operands));
    }

    internal Operation Operation { get; }

    internal Term[] Operands { get; }

    // The value of a constant.
    internal double Value { get; }

    // The index of a field of the batch.
    internal int Index { get; }

    // Whether the value is the same for all tokens of a row.
    internal bool IsRowwise { get; }

    // Whether the term contains a sum over a sequence.
    internal bool HasRowSum { get; }

    // Whether the term contains Chosen or Rejected.
    internal bool IsPairwise { get; }

    // Whether the term contains the entropy.
    internal bool ReadsEntropy { get; }

    // The degree in the log-probability and the entropy, by the derivative: 0 where it is 0, 1 where it depends on neither of them
    // (stopped gradients and pieces of a piecewise linear function count as constants), 2 otherwise.
    internal int Degree { get; }

    /// <summary>
    /// The entropy of the distribution that predicts the token, in nats: <c>H = -sum(p * log(p))</c> over the vocabulary. Its
    /// derivative reaches the logits.
    /// </summary>
    /// <remarks>
    /// It comes out of the pass over the logits that gives the log-probability, and costs something only where a formula
    /// reads it; then the output must determine it, which <see cref="ModelOutput.FromLogprobs"/> does not. For losses over
    /// tokens (<see cref="TokenLoss{TData, TMetrics}"/>).
    /// </remarks>
    public static Term Entropy { get; } = new(Operation.Entropy, []);

    /// <summary>A constant, such as a setting.</summary>
    /// <param name="value">The constant.</param>
    public static implicit operator Term(double value) => new(Operation.Constant, [], value);

    /// <summary>The sum.</summary>
    public static Term operator +(Term a, Term b) => Create(Operation.Add, a, b);

    /// <summary>The difference.</summary>
    public static Term operator -(Term a, Term b) => Create(Operation.Subtract, a, b);

    /// <summary>The product.</summary>
    public static Term operator *(Term a, Term b) => Create(Operation.Multiply, a, b);

    /// <summary>The quotient.</summary>
    public static Term operator /(Term a, Term b) => Create(Operation.Divide, a, b);

    /// <summary>The negation.</summary>
    public static Term operator -(Term x) => Create(Operation.Negate, x);

    /// <summary>Whether <paramref name="a"/> is less than <paramref name="b"/>.</summary>
    public static Condition operator <(Term a, Term b) => new(Create(Operation.Less, a, b));

    /// <summary>Whether <paramref name="a"/> is greater than <paramref name="b"/>.</summary>
    public static Condition operator >(Term a, Term b) => new(Create(Operation.Less, b, a));

    /// <summary>Whether <paramref name="a"/> is less than or equal to <paramref name="b"/>.</summary>
    public static Condition operator <=(Term a, Term b) => new(Create(Operation.LessOrEqual, a, b));

    /// <summary>Whether <paramref name="a"/> is greater than or equal to <paramref name="b"/>.</summary>
    public static Condition operator >=(Term a, Term b) => new(Create(Operation.LessOrEqual, b, a));

    /// <summary>Whether <paramref name="a"/> and <paramref name="b"/> are equal.</summary>
    public static Condition AreEqual(Term a, Term b) => new(Create(Operation.Equal, a, b));

    /// <summary>Whether the value is neither infinite nor NaN.</summary>
    public static Condition IsFinite(Term x) => Abs(x) < double.PositiveInfinity;

    /// <summary>Whether the value is NaN.</summary>
    public static Condition IsNaN(Term x) => new(Create(Operation.NotEqual, x, x));

    /// <summary><paramref name="whenTrue"/> where the condition is true, else <paramref name="whenFalse"/> (<c>torch.where</c>).</summary>
    public static Term Select(Condition condition, Term whenTrue, Term whenFalse) =>
        Create(Operation.Select, condition.Mask, whenTrue, whenFalse);

    /// <summary>The smaller of two values.</summary>
    public static Term Min(Term a, Term b) => Create(Operation.Min, a, b);

    /// <summary>The larger of two values.</summary>
    public static Term Max(Term a, Term b) => Create(Operation.Max, a, b);

    /// <summary>
    /// Clamps a value to <c>[lower, upper]</c>. At a value equal to a bound the derivative is that of <paramref name="x"/>.
    /// </summary>
    public static Term Clamp(Term x, Term lower, Term upper) => Min(Max(x, lower), upper);

    /// <summary>The absolute value; its derivative at 0 is 0.</summary>
    public static Term Abs(Term x) => Create(Operation.Abs, x);

    /// <summary>The square root; NaN for a negative value. Within 1 ULP; correctly rounded in the compiled CPU loops.</summary>
    public static Term Sqrt(Term x) => Create(Operation.Sqrt, x);

    /// <summary><c>e^x</c>; infinity where it overflows the type, 0 where it underflows.</summary>
    /// <remarks>Within 2 ULP, plus <c>0.24 |x|</c> in float32.</remarks>
    public static Term Exp(Term x) => Create(Operation.Exp, x);

    /// <summary><c>e^x - 1</c>, without cancellation near 0; -1 at -infinity.</summary>
    /// <remarks>Within 3 ULP, plus <c>0.24 |x|</c> in float32.</remarks>
    public static Term Expm1(Term x) => Create(Operation.Expm1, x);

    /// <summary>The natural logarithm; -infinity at 0, NaN for a negative value.</summary>
    /// <remarks>Within 2 ULP.</remarks>
    public static Term Log(Term x) => Create(Operation.Log, x);

    /// <summary><c>log(1 + x)</c>, without cancellation near 0; -infinity at -1, NaN below.</summary>
    /// <remarks>Within 3 ULP.</remarks>
    public static Term Log1p(Term x) => Create(Operation.Log1p, x);

    /// <summary>The hyperbolic tangent.</summary>
    /// <remarks>Within 6 ULP in float32, 4 in float64.</remarks>
    public static Term Tanh(Term x) => Create(Operation.Tanh, x);

    /// <summary><c>1 / (1 + e^-x)</c>; 0 where <c>e^-x</c> overflows.</summary>
    /// <remarks>Within 3 ULP, plus <c>0.24 |x|</c> in float32.</remarks>
    public static Term Sigmoid(Term x) => Create(Operation.Sigmoid, x);

    /// <summary><c>log(1 + e^x)</c>, without overflow.</summary>
    /// <remarks>Within 3 ULP, plus <c>0.24 |x|</c>, in float32; 5 ULP in float64.</remarks>
    public static Term Softplus(Term x) => Create(Operation.Softplus, x);

    /// <summary><c>log(1 / (1 + e^-x))</c>, without overflow.</summary>
    /// <remarks>Within 3 ULP, plus <c>0.24 |x|</c>, in float32; 5 ULP in float64.</remarks>
    public static Term LogSigmoid(Term x) => -Softplus(-x);

    /// <summary>The same value, treated as a constant by differentiation (<c>detach</c>).</summary>
    public static Term StopGradient(Term x) => Create(Operation.StopGradient, x);

    /// <summary>
    /// The value 0 with the derivative of <paramref name="x"/>: <c>x - StopGradient(x)</c>, but 0 also where x is not finite.
    /// </summary>
    public static Term GradientOnly(Term x) => Create(Operation.GradientOnly, x);

    /// <summary>
    /// The same value, whose derivative counts as 0 where it is infinite, so that one token cannot make the gradient of all
    /// parameters infinite or NaN. A derivative that is NaN stays NaN, so that the error shows.
    /// </summary>
    public static Term FiniteGradient(Term x) => Create(Operation.FiniteGradient, x);

    /// <summary>The value, or 0 where it is infinite or NaN; the derivative is 0 there as well.</summary>
    public static Term FiniteOrZero(Term x) => Select(IsFinite(x), x, 0);

    /// <summary><c>x * weight</c>, but 0 where the weight is 0, even if <paramref name="x"/> is infinite or NaN.</summary>
    public static Term Weigh(Term x, Term weight) => Select(AreEqual(weight, 0), 0, x * weight);

    /// <summary>
    /// The sum of a term over the tokens of a sequence, weighted by <c>token_mask</c>: the same value at every token of the sequence,
    /// with exact derivatives. A sum of a sum is an error.
    /// </summary>
    /// <remarks>
    /// On the CPU up to 64 values are added in float32, then those sums in float64: the error is below <c>4e-6 * sum(|x * token_mask|)</c>
    /// in float32, and below <c>1e-13</c> of that sum in float64.
    /// </remarks>
    public static Term SequenceSum(Term x) => Create(Operation.RowSum, x);

    /// <summary>The mean of a term over the tokens of a sequence: <c>sum(x * token_mask) / (sum(token_mask) + 1e-8)</c>.</summary>
    public static Term SequenceMean(Term x) => SequenceSum(x) / (SequenceSum(1) + Masked.Epsilon);

    /// <summary>
    /// A tensor of the batch with its values at masked tokens, where it otherwise reads as 0. Those values do not reach the loss: this is
    /// for metrics that detect numbers that are not finite (<see cref="IncludingAbsent"/>).
    /// </summary>
    /// <param name="field">A per-token tensor of the batch.</param>
    /// <exception cref="ArgumentException">The term is not a per-token tensor of the batch.</exception>
    public static Term Unmasked(Term field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Operation == Operation.TokenField
            ? Create(Operation.Unmasked, field)
            : throw new ArgumentException("expected a per-token tensor of the batch itself, got a computed term", nameof(field));
    }

    /// <summary>
    /// A metric that is multiplied by the mask at masked tokens instead of excluded there, so that NaN and infinity show even at masked
    /// tokens.
    /// </summary>
    public static Term IncludingAbsent(Term metric) => Create(Operation.IncludingAbsent, metric);

    /// <summary>A metric that counts once per sequence, weighted by <c>sample_mask</c>, instead of once per token.</summary>
    /// <param name="metric">A term with the same value at all tokens of a sequence.</param>
    /// <exception cref="ArgumentException">The term depends on the token.</exception>
    public static Term OncePerSequence(Term metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsRowwise
            ? Create(Operation.OncePerSequence, metric)
            : throw new ArgumentException("expected a term that is the same for all tokens of a sequence, such as a SequenceMean", nameof(metric));
    }

    /// <summary>
    /// The value of a term at the chosen row of a pair, the first of its two rows. For losses over pairs
    /// (<see cref="SequenceLoss{TData, TMetrics}"/>).
    /// </summary>
    /// <param name="number">
    /// A term with the same value at all tokens of a sequence, such as a <see cref="SequenceSum"/> or a reward.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The term depends on the token, or already contains <see cref="Chosen"/> or <see cref="Rejected"/>.
    /// </exception>
    public static Term Chosen(Term number) => OfPair(Operation.Chosen, number);

    /// <summary>The value of a term at the rejected row of a pair, the second of its two rows.</summary>
    /// <inheritdoc cref="Chosen"/>
    public static Term Rejected(Term number) => OfPair(Operation.Rejected, number);

    // The factor of a row: its tokens contribute token_mask * factor * l to the loss.
    internal static Term LossFactor { get; } = new(Operation.RowField, [], index: TermGraph.Factor - TermGraph.FirstRowField);

    internal static Term ValidTokens { get; } = new(Operation.RowField, [], index: TermGraph.ValidTokens - TermGraph.FirstRowField);

    internal static Term ValidSequences { get; } = new(Operation.RowField, [], index: TermGraph.ValidSequences - TermGraph.FirstRowField);

    internal static Term Logprob { get; } = new(Operation.Logprob, []);

    internal static Term TokenField(int index) => new(Operation.TokenField, [], index: index);

    internal static Term RowField(int index) => new(Operation.RowField, [], index: index);

    private static Term OfPair(Operation member, Term number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.IsPairwise)
            throw new ArgumentException("expected a number of a row, got one that is of a pair already", nameof(number));
        return number.IsRowwise
            ? Create(member, number)
            : throw new ArgumentException("expected a term that is the same for all tokens of a sequence, such as a SequenceSum", nameof(number));
    }

    internal static Term Create(Operation operation, params Term[] operands)
    {
        foreach (var operand in operands)
            ArgumentNullException.ThrowIfNull(operand, nameof(operands));
        return new Term(operation, operands);
    }

    private static int DegreeOf(Operation operation, Term[] operands) => operation switch
    {
        Operation.Logprob or Operation.Entropy => 1,
        Operation.StopGradient or Operation.Less or Operation.LessOrEqual or Operation.Equal or Operation.NotEqual
            or Operation.And or Operation.Or or Operation.Not => 0,
        Operation.Multiply => operands[0].Degree + operands[1].Degree,
        Operation.Divide when operands[1].Degree == 0 => operands[0].Degree,
        Operation.Divide or Operation.Sqrt or Operation.Exp or Operation.Expm1 or Operation.Log or Operation.Log1p or Operation.Tanh
            or Operation.Sigmoid or Operation.Softplus => 2 * operands.Max(operand => operand.Degree),
        _ => operands.Select(operand => operand.Degree).DefaultIfEmpty().Max(),
    };
}
