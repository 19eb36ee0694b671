namespace LossDsl;

/// <summary>
/// The terms of a program without duplicates: equal terms are the same object, constants are folded, and the functions of
/// <see cref="Term"/> beyond arithmetic, selection and powers are rewritten in terms of those. Fields read as 0 at masked tokens.
/// </summary>
/// <param name="rowFields">How many per-row tensors the formula reads.</param>
/// <param name="tokenFields">How many per-token tensors it reads; entropies follow them.</param>
/// <param name="keepsStops">
/// Whether <see cref="Term.StopGradient"/> and <see cref="Term.GradientOnly"/> remain terms of their own, so that autograd respects
/// them when it differentiates the derivative; otherwise they are replaced by their values.
/// </param>
internal sealed class TermGraph(int rowFields, int tokenFields = 0, bool keepsStops = false)
{
    /// <summary>The index of the row's loss factor among the numbers of a row.</summary>
    public const int Factor = 0;

    /// <summary>The index of the number of valid tokens of the whole step.</summary>
    public const int ValidTokens = 1;

    /// <summary>The index of the number of valid sequences of the whole step.</summary>
    public const int ValidSequences = 2;

    /// <summary>The index of the first per-row tensor.</summary>
    public const int FirstRowField = 3;

    private readonly List<Term> _sums = [];
    private readonly Dictionary<(Operation, Term?, Term?, Term?, double, int), Term> _terms = [];
    private readonly Dictionary<Term, Term> _values = [];
    private readonly Dictionary<(Term Term, Term Place), Term?> _slopes = [];

    /// <summary>The variables of differentiation: the log-probability and the entropy.</summary>
    public static IReadOnlyList<Term> Variables { get; } = [Term.Logprob, Term.Entropy];

    /// <summary>The terms that are summed over the tokens of a row, as the formula wrote them.</summary>
    public IReadOnlyList<Term> Sums => _sums;

    /// <summary>The token mask.</summary>
    public Term Mask => Make(Operation.TokenField);

    /// <summary>The condition that the token is not masked.</summary>
    public Term Present => Make(Operation.NotEqual, Mask, Constant(0));

    public Term RowNumber(int index) => Make(Operation.RowField, 0, index);

    /// <summary>The index of a sum among the numbers of a row.</summary>
    public int SumIndex(int sum) => FirstRowField + rowFields + sum;

    /// <summary>A per-token input by its index, which may be beyond the fields that the formula reads.</summary>
    public Term Input(int index) => Make(Operation.TokenField, 0, index);

    /// <summary>The canonical form of a term's value.</summary>
    public Term Value(Term term)
    {
        if (_values.TryGetValue(term, out var known))
            return known;
        Term Operand(int index) => Value(term.Operands[index]);
        Term x;
        var value = term.Operation switch
        {
            Operation.Constant => Constant(term.Value),
            Operation.Logprob => OrZero(Make(Operation.Logprob)),
            Operation.TokenField => OrZero(Input(1 + term.Index)),
            Operation.Entropy => OrZero(Input(1 + tokenFields)),
            Operation.Unmasked => Input(1 + term.Operands[0].Index),
            Operation.RowField => RowNumber(FirstRowField + term.Index),
            Operation.RowSum => RowSum(term.Operands[0]),
            Operation.Min or Operation.Max when !IsBound(Operand(1)) =>
                Make(Operation.Select, ChoosesFirst(term), Operand(0), Operand(1)),
            Operation.Sigmoid => Make(Operation.Divide, Constant(1), Make(Operation.Add, Constant(1), Make(Operation.Exp, Make(Operation.Negate, Operand(0))))),
            Operation.Softplus => Make(
                Operation.Add,
                Make(Operation.Select, Make(Operation.Less, x = Operand(0), Constant(0)), Constant(0), x),
                Make(Operation.Log1p, Make(Operation.Exp, Make(Operation.Negate, Make(Operation.Abs, x))))),
            Operation.StopGradient or Operation.GradientOnly when keepsStops => Make(term.Operation, Operand(0)),
            Operation.StopGradient or Operation.FiniteGradient or Operation.IncludingAbsent or Operation.OncePerSequence => Operand(0),
            Operation.GradientOnly => Constant(0),
            Operation.Chosen or Operation.Rejected => throw new InvalidOperationException(
                $"Term.{term.Operation} is for losses over pairs, and there not inside of sums over a sequence"),
            _ => Make(term.Operation, [.. term.Operands.Select(Value)]),
        };
        return _values[term] = value;
    }

    /// <summary>Differentiates a term by a leaf, in forward mode; null where the derivative is identically 0.</summary>
    /// <param name="term">The term.</param>
    /// <param name="place">
    /// <see cref="Term.Logprob"/>, <see cref="Term.Entropy"/>, a field that the term reads, or the value of a sum over a row.
    /// </param>
    public Term? Differentiate(Term term, Term place)
    {
        if (term.Operation == Operation.TokenField && ReferenceEquals(term, place))
            return Constant(1);
        // Compared by operation and not by value alone: a sum behind StopGradient has the same value.
        if ((term.Operation == Operation.RowSum && ReferenceEquals(Value(term), place))
            || (term.Operation is Operation.Logprob or Operation.Entropy && place.Operation == term.Operation))
            return Constant(1);
        if (_slopes.TryGetValue((term, place), out var known))
            return known;
        Term? Of(int index) => Differentiate(term.Operands[index], place);
        Term X(int index) => Value(term.Operands[index]);
        var value = Value(term);
        var slope = term.Operation switch
        {
            Operation.Add => Sum(Of(0), Of(1)),
            Operation.Subtract => Sum(Of(0), Negated(Of(1))),
            Operation.Negate => Negated(Of(0)),
            Operation.Multiply => Sum(Scaled(Of(0), X(1)), Scaled(Of(1), X(0))),
            Operation.Divide => Of(0) is null && Of(1) is null
                ? null
                : Make(Operation.Divide, Sum(Of(0), Negated(Scaled(Of(1), value)))!, X(1)),
            Operation.Min when IsBound(X(1)) => Chosen(Make(Operation.Less, X(1), X(0)), null, Of(0)),
            Operation.Max when IsBound(X(1)) => Chosen(Make(Operation.Less, X(0), X(1)), null, Of(0)),
            Operation.Min or Operation.Max => Chosen(ChoosesFirst(term), Of(0), Of(1)),
            Operation.Select => Chosen(X(0), Of(1), Of(2)),
            Operation.Abs => Of(0) is { } d
                ? Chosen(Make(Operation.Less, Constant(0), X(0)), d, Chosen(Make(Operation.Less, X(0), Constant(0)), Negated(d), Scaled(d, X(0))))
                : null,
            Operation.Sqrt => Of(0) is { } d ? Make(Operation.Divide, d, Make(Operation.Add, value, value)) : null,
            Operation.Exp => Scaled(Of(0), value),
            Operation.Expm1 => Scaled(Of(0), Make(Operation.Exp, X(0))),
            Operation.Log => Of(0) is { } d ? Make(Operation.Divide, d, X(0)) : null,
            Operation.Log1p => Of(0) is { } d ? Make(Operation.Divide, d, Make(Operation.Add, Constant(1), X(0))) : null,
            Operation.Tanh => Scaled(Of(0), Make(Operation.Subtract, Constant(1), Make(Operation.Multiply, value, value))),
            Operation.Sigmoid => Scaled(Of(0), Make(Operation.Multiply, value, Value(Term.Sigmoid(-term.Operands[0])))),
            Operation.Softplus => Scaled(Of(0), Value(Term.Sigmoid(term.Operands[0]))),
            Operation.GradientOnly => Of(0),
            Operation.FiniteGradient => Of(0) is { } d ? Finite(d) : null,
            _ => null,
        };
        return _slopes[(term, place)] = slope;
    }

    /// <summary>A derivative that counts as 0 where it is infinite.</summary>
    public Term Finite(Term slope) => Make(
        Operation.Select, Make(Operation.Equal, Make(Operation.Abs, slope), Constant(double.PositiveInfinity)), Constant(0), slope);

    public Term Constant(double value) => Make(Operation.Constant, value, 0);

    /// <summary>Returns the term of an operation, simplified.</summary>
    public Term Make(Operation operation, params Term[] operands) => Make(operation, 0, 0, operands);

    /// <summary>The term, or 0 at masked tokens.</summary>
    public Term OrZero(Term term) => Make(Operation.Select, Present, term, Constant(0));

    /// <summary>
    /// The term times the token mask: 0 at masked tokens, even where the term is not finite there. A constant 0 stays 0, even where the
    /// mask is infinite.
    /// </summary>
    public Term Masked(Term term) => IsConstant(term, 0) ? term : Make(Operation.Multiply, IsFiniteWhereAbsent(term) ? term : OrZero(term), Mask);

    /// <summary>
    /// Whether a term is known to be finite at masked tokens, where all fields read as 0. False for terms with unmasked inputs.
    /// </summary>
    public bool IsFiniteWhereAbsent(Term term) => TermEvaluator.EvaluateForAbsent(term, Present) is { } value && double.IsFinite(value);

    private Term RowSum(Term summed)
    {
        if (summed.HasRowSum)
            throw new InvalidOperationException("a SequenceSum or SequenceMean of terms that hold another one is not supported");
        // Two sums that differ only in StopGradient have equal values but different derivatives, so they are different sums.
        var value = Value(summed);
        var sum = _sums.FindIndex(known => ReferenceEquals(Value(known), value)
            && Variables.All(variable => ReferenceEquals(Differentiate(known, variable), Differentiate(summed, variable))));
        if (sum < 0)
        {
            sum = _sums.Count;
            _sums.Add(summed);
        }

        return Make(Operation.RowSum, 0, SumIndex(sum));
    }

    private Term Make(Operation operation, double value, int index, params Term[] operands)
    {
        if (operands.Length > 0 && Simplified(operation, operands) is { } simpler)
            return simpler;
        var key = (operation, operands.ElementAtOrDefault(0), operands.ElementAtOrDefault(1), operands.ElementAtOrDefault(2), value, index);
        if (!_terms.TryGetValue(key, out var term)
            && !(operation is Operation.Add or Operation.Multiply && _terms.TryGetValue(key with { Item2 = key.Item3, Item3 = key.Item2 }, out term)))
            _terms[key] = term = new Term(operation, operands, value, index);
        return term;
    }

    private Term? Simplified(Operation operation, Term[] operands)
    {
        var (a, b) = (operands[0], operands.ElementAtOrDefault(1));
        switch (operation)
        {
            case Operation.Add when IsConstant(b, 0): return a;
            case Operation.Add when IsConstant(a, 0): return b;
            case Operation.Subtract when IsConstant(b, 0): return a;
            case Operation.Subtract when IsConstant(a, 0): return Make(Operation.Negate, b!);
            case Operation.Multiply or Operation.Divide when IsConstant(b, 1): return a;
            case Operation.Multiply when IsConstant(a, 1): return b;
            case Operation.Multiply when IsConstant(b, -1): return Make(Operation.Negate, a);
            case Operation.Multiply when IsConstant(a, -1): return Make(Operation.Negate, b!);
            case Operation.Negate when a.Operation == Operation.Negate: return a.Operands[0];
            case Operation.Add when b!.Operation == Operation.Negate: return Make(Operation.Subtract, a, b.Operands[0]);
            case Operation.Subtract when b!.Operation == Operation.Negate: return Make(Operation.Add, a, b.Operands[0]);
            case Operation.Select when ReferenceEquals(operands[1], operands[2]): return operands[1];
            case Operation.Abs when a.Operation is Operation.Exp or Operation.Abs or Operation.Sqrt: return a;
        }

        if (!Array.TrueForAll(operands, operand => operand.Operation == Operation.Constant))
            return null;
        var (x, y) = (a.Value, b?.Value ?? 0);
        return operation switch
        {
            Operation.Add => Constant(x + y),
            Operation.Subtract => Constant(x - y),
            Operation.Multiply => Constant(x * y),
            Operation.Divide => Constant(x / y),
            Operation.Negate => Constant(-x),
            Operation.Abs => Constant(Math.Abs(x)),
            Operation.Sqrt => Constant(Math.Sqrt(x)),
            Operation.Exp => Constant(Math.Exp(x)),
            Operation.Log => Constant(Math.Log(x)),
            Operation.Tanh => Constant(Math.Tanh(x)),
            Operation.Min => Constant(Math.Min(x, y)),
            Operation.Max => Constant(Math.Max(x, y)),
            _ => null,
        };
    }

    // The compiled minimum and maximum propagate NaN from the first operand only, so the second must not be NaN.
    private static bool IsBound(Term term) => term.Operation == Operation.Constant && !double.IsNaN(term.Value);

    // The condition under which Min or Max chooses its first operand: it is the smaller or larger one, equal, or NaN.
    private Term ChoosesFirst(Term extreme)
    {
        var (a, b) = (Value(extreme.Operands[0]), Value(extreme.Operands[1]));
        var wins = extreme.Operation == Operation.Min ? Make(Operation.LessOrEqual, a, b) : Make(Operation.LessOrEqual, b, a);
        return IsBound(a) ? wins : Make(Operation.Or, wins, Make(Operation.NotEqual, a, a));
    }

    private Term? Chosen(Term condition, Term? whenTrue, Term? whenFalse) => whenTrue is null && whenFalse is null
        ? null
        : Make(Operation.Select, condition, whenTrue ?? Constant(0), whenFalse ?? Constant(0));

    private Term? Sum(Term? a, Term? b) => a is null ? b : b is null ? a : Make(Operation.Add, a, b);

    private Term? Negated(Term? a) => a is null ? null : Make(Operation.Negate, a);

    private Term? Scaled(Term? a, Term by) => a is null ? null : Make(Operation.Multiply, a, by);

    private static bool IsConstant(Term? term, double value) => term is { Operation: Operation.Constant } && term.Value == value;
}
