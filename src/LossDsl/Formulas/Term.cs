namespace LossDsl;

/// <summary>
/// A number of a formula: the log-probability of a token, a tensor of the batch at that token, a setting, or what comes of
/// them. A formula that is run once over terms leaves an expression, of which the library makes a kernel for the CPU with its
/// derivative, torch's operators for other devices, and the source of a kernel in C.
/// </summary>
/// <remarks>
/// Numbers behave as IEEE 754 says. NaN passes through every function, <see cref="Min"/>, <see cref="Max"/> and
/// <see cref="Clamp"/> included; a comparison with NaN does not hold. The derivative of <see cref="Select"/>, <see cref="Min"/>
/// and <see cref="Max"/> is that of the operand that was chosen, whatever the other one is: an infinity that is not chosen
/// makes no NaN. Where the operands of <see cref="Min"/> or <see cref="Max"/> are equal, the first one counts as chosen. The
/// sign of 0 is not kept.
/// <para>
/// Errors are stated in units in the last place (ULP) of the result, as found over the range of the type, on the CPU with
/// vectors of any width and by torch's operators; arithmetic is rounded correctly, choice and comparison are exact. In float32
/// the compiled exponential adds <c>0.24 |x|</c> ULP (a relative error of 1.4e-8 for each unit of the argument; 1.5 ULP where the
/// processor does not fuse multiplication and addition), and what would be below 1.7e-38 is 0. This goes for all functions that
/// are made of it, where they say so.
/// </para>
/// <para>
/// A formula cannot branch on a term, whose value is not known while it runs: a condition chooses with <see cref="Select"/>.
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
    }

    internal Operation Operation { get; }

    internal Term[] Operands { get; }

    // Of a constant.
    internal double Value { get; }

    // Of a field of the batch.
    internal int Index { get; }

    // Whether it is the same for all tokens of a row.
    internal bool IsRowwise { get; }

    // Whether it is, or is made of, a sum over a sequence.
    internal bool HasRowSum { get; }

    // Whether it is, or is made of, a number of one row of a pair.
    internal bool IsPairwise { get; }

    // Whether it is, or is made of, the entropy.
    internal bool ReadsEntropy { get; }

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

    /// <summary>The number with the other sign.</summary>
    public static Term operator -(Term x) => Create(Operation.Negate, x);

    /// <summary>Where <paramref name="a"/> is less.</summary>
    public static Condition operator <(Term a, Term b) => new(Create(Operation.Less, a, b));

    /// <summary>Where <paramref name="a"/> is greater.</summary>
    public static Condition operator >(Term a, Term b) => new(Create(Operation.Less, b, a));

    /// <summary>Where <paramref name="a"/> is less or both are equal.</summary>
    public static Condition operator <=(Term a, Term b) => new(Create(Operation.LessOrEqual, a, b));

    /// <summary>Where <paramref name="a"/> is greater or both are equal.</summary>
    public static Condition operator >=(Term a, Term b) => new(Create(Operation.LessOrEqual, b, a));

    /// <summary>Where both are the same number.</summary>
    public static Condition AreEqual(Term a, Term b) => new(Create(Operation.Equal, a, b));

    /// <summary>Where the number is neither infinite nor NaN.</summary>
    public static Condition IsFinite(Term x) => Abs(x) < double.PositiveInfinity;

    /// <summary>Where the number is NaN.</summary>
    public static Condition IsNaN(Term x) => new(Create(Operation.NotEqual, x, x));

    /// <summary><paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/> (<c>where</c>).</summary>
    public static Term Select(Condition condition, Term whenTrue, Term whenFalse) =>
        Create(Operation.Select, condition.Mask, whenTrue, whenFalse);

    /// <summary>The lesser of the two.</summary>
    public static Term Min(Term a, Term b) => Create(Operation.Min, a, b);

    /// <summary>The greater of the two.</summary>
    public static Term Max(Term a, Term b) => Create(Operation.Max, a, b);

    /// <summary>The number within bounds, which do not clip its derivative where it equals them.</summary>
    public static Term Clamp(Term x, Term lower, Term upper) => Min(Max(x, lower), upper);

    /// <summary>The number without its sign; its derivative at 0 is 0.</summary>
    public static Term Abs(Term x) => Create(Operation.Abs, x);

    /// <summary>The square root; NaN below 0. Within 1 ULP; rounded correctly on the CPU by the compiled loops.</summary>
    public static Term Sqrt(Term x) => Create(Operation.Sqrt, x);

    /// <summary><c>e^x</c>; infinity where that is beyond the type, 0 where it is below.</summary>
    /// <remarks>Within 2 ULP, and <c>0.24 |x|</c> more in float32.</remarks>
    public static Term Exp(Term x) => Create(Operation.Exp, x);

    /// <summary><c>e^x - 1</c>, without cancellation near 0; -1 at -infinity.</summary>
    /// <remarks>Within 3 ULP, and <c>0.24 |x|</c> more in float32.</remarks>
    public static Term Expm1(Term x) => Create(Operation.Expm1, x);

    /// <summary>The natural logarithm; -infinity of 0, NaN below.</summary>
    /// <remarks>Within 2 ULP.</remarks>
    public static Term Log(Term x) => Create(Operation.Log, x);

    /// <summary><c>log(1 + x)</c>, without cancellation near 0; -infinity of -1, NaN below.</summary>
    /// <remarks>Within 3 ULP.</remarks>
    public static Term Log1p(Term x) => Create(Operation.Log1p, x);

    /// <summary>The hyperbolic tangent.</summary>
    /// <remarks>Within 6 ULP in float32, 4 in float64.</remarks>
    public static Term Tanh(Term x) => Create(Operation.Tanh, x);

    /// <summary><c>1 / (1 + e^-x)</c>; 0 where <c>e^-x</c> overflows.</summary>
    /// <remarks>Within 3 ULP, and <c>0.24 |x|</c> more in float32.</remarks>
    public static Term Sigmoid(Term x) => Create(Operation.Sigmoid, x);

    /// <summary><c>log(1 + e^x)</c>, without overflow.</summary>
    /// <remarks>Within 3 ULP and <c>0.24 |x|</c> more in float32, 5 ULP in float64.</remarks>
    public static Term Softplus(Term x) => Create(Operation.Softplus, x);

    /// <summary><c>log(1 / (1 + e^-x))</c>, without overflow.</summary>
    /// <remarks>Within 3 ULP and <c>0.24 |x|</c> more in float32, 5 ULP in float64.</remarks>
    public static Term LogSigmoid(Term x) => -Softplus(-x);

    /// <summary>The number as a constant of the derivative (<c>detach</c>).</summary>
    public static Term StopGradient(Term x) => Create(Operation.StopGradient, x);

    /// <summary>0, with the derivative of the number: <c>x - StopGradient(x)</c>, finite or not.</summary>
    public static Term GradientOnly(Term x) => Create(Operation.GradientOnly, x);

    /// <summary>
    /// The same number, whose derivative counts as 0 where it is infinite: one token must not make the gradient of all
    /// parameters infinite or NaN. NaN stays, so that it shows.
    /// </summary>
    public static Term FiniteGradient(Term x) => Create(Operation.FiniteGradient, x);

    /// <summary>The number, or 0 where it is infinite or NaN; 0 as well is its derivative there.</summary>
    public static Term FiniteOrZero(Term x) => Select(IsFinite(x), x, 0);

    /// <summary><c>x * weight</c>, but 0 where the weight is 0, be the number infinite or NaN.</summary>
    public static Term Weigh(Term x, Term weight) => Select(AreEqual(weight, 0), 0, x * weight);

    /// <summary>
    /// The sum of a term over the tokens of a sequence that count, by <c>token_mask</c>: the same number for each of its tokens,
    /// with exact derivatives. Sums of sums are refused.
    /// </summary>
    /// <remarks>
    /// On the CPU up to 64 numbers are added in float32, then sums of those in float64: the error is below
    /// <c>4e-6 * sum(|x * token_mask|)</c>, of float64 below <c>1e-13</c> of it.
    /// </remarks>
    public static Term SequenceSum(Term x) => Create(Operation.RowSum, x);

    /// <summary>The mean of a term over the tokens of a sequence: <c>sum(x * token_mask) / (sum(token_mask) + 1e-8)</c>.</summary>
    public static Term SequenceMean(Term x) => SequenceSum(x) / (SequenceSum(1) + Masked.Epsilon);

    /// <summary>
    /// A tensor of the batch even where the token is absent, where it is 0 otherwise. Nothing of it reaches the loss there: it is
    /// for metrics that watch for numbers that are not finite (<see cref="IncludingAbsent"/>).
    /// </summary>
    /// <param name="field">A per-token tensor of the batch.</param>
    /// <exception cref="ArgumentException">The term is something else.</exception>
    public static Term Unmasked(Term field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Operation == Operation.TokenField
            ? Create(Operation.Unmasked, field)
            : throw new ArgumentException("expected a per-token tensor of the batch as it is, got a term that is computed", nameof(field));
    }

    /// <summary>A metric whose terms are multiplied by the mask, so that one that is not finite shows even at an absent token.</summary>
    public static Term IncludingAbsent(Term metric) => Create(Operation.IncludingAbsent, metric);

    /// <summary>A metric that counts once a sequence, by <c>sample_mask</c>, and not once a token.</summary>
    /// <param name="metric">A term that is the same for all tokens of a sequence.</param>
    /// <exception cref="ArgumentException">It depends on the token.</exception>
    public static Term OncePerSequence(Term metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsRowwise
            ? Create(Operation.OncePerSequence, metric)
            : throw new ArgumentException("expected a term that is the same for all tokens of a sequence, such as a SequenceMean", nameof(metric));
    }

    /// <summary>A number of the chosen row of a pair, which is the first of its two rows: for losses over pairs (<see cref="SequenceLoss{TData, TMetrics}"/>).</summary>
    /// <param name="number">A term that is the same for all tokens of a sequence, such as a <see cref="SequenceSum"/> or a reward.</param>
    /// <exception cref="ArgumentException">It depends on the token, or is of a pair already.</exception>
    public static Term Chosen(Term number) => OfPair(Operation.Chosen, number);

    /// <summary>A number of the rejected row of a pair, which is the second of its two rows.</summary>
    /// <inheritdoc cref="Chosen"/>
    public static Term Rejected(Term number) => OfPair(Operation.Rejected, number);

    // By what the tokens of the row weigh in the loss besides their mask.
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
}
