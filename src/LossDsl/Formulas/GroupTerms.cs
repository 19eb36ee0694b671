namespace LossDsl;

/// <summary>
/// Rewrites terms over sequences as terms over groups of sequences, such as pairs. The numbers of a group's rows become fields of the
/// group, as the tensors of the batch are fields of a token.
/// </summary>
/// <param name="tokens">The terms over tokens, which assign the indices of sums among the numbers of a row.</param>
/// <param name="members">The number of rows of a group: 1 or 2.</param>
internal sealed class GroupTerms(TermGraph tokens, int members)
{
    private readonly List<(int Member, int Number)> _columns = [];
    private readonly List<Term> _fields = [];
    private readonly Dictionary<(Term Term, int? Member), Term> _known = [];

    /// <summary>The number of rows of a group.</summary>
    public int Members => members;

    /// <summary>
    /// The fields of a group after the weights: for each, the row of the group that it comes from and its index among the numbers of that
    /// row.
    /// </summary>
    public IReadOnlyList<(int Member, int Number)> Columns => _columns;

    /// <summary>
    /// The weight of a row of the group as a field. Null for the first row, whose weight is the mask of the group, which is 0 where the
    /// group is masked.
    /// </summary>
    public Term? Weight(int member) => member == 0 ? null : Term.TokenField(member - 1);

    /// <summary>Rewrites a term over the group.</summary>
    public Term OfGroup(Term term) => Write(term, members == 1 ? 0 : null);

    /// <summary>Rewrites a term over one row of the group.</summary>
    public Term OfMember(Term term, int member) => Write(term, member);

    /// <summary>The field of a number of a row; null where no term has read that number.</summary>
    public Term? Find(int member, int number) => _columns.IndexOf((member, number)) is >= 0 and var column ? _fields[column] : null;

    private Term Write(Term term, int? member)
    {
        if (!_known.TryGetValue((term, member), out var known))
            _known[(term, member)] = known = Written(term, member);
        return known;
    }

    private Term Written(Term term, int? member) => term.Operation switch
    {
        Operation.Constant => term,
        Operation.Chosen or Operation.Rejected when members == 1 => throw new InvalidOperationException(
            $"Term.{term.Operation} is of pairs, but the rows of the batch are none: declare its tensors over \"2*P\" rows"),
        Operation.Chosen => Write(term.Operands[0], 0),
        Operation.Rejected => Write(term.Operands[0], 1),
        Operation.RowField => Number(TermGraph.FirstRowField + term.Index, member),
        // Equal sums share an index.
        Operation.RowSum => Number(tokens.Value(term).Index, member),
        Operation.Logprob or Operation.TokenField or Operation.Unmasked or Operation.IncludingAbsent => throw new InvalidOperationException(
            "a formula over sequences has terms of whole sequences; of a token take the Term.SequenceSum or Term.SequenceMean"),
        _ => Term.Create(term.Operation, Array.ConvertAll(term.Operands, operand => Write(operand, member))),
    };

    private Term Number(int number, int? member)
    {
        if (member is not { } row)
            throw new InvalidOperationException("a formula over pairs has terms of pairs; of a row take the Term.Chosen or the Term.Rejected");
        if (Find(row, number) is { } field)
            return field;
        _columns.Add((row, number));
        _fields.Add(Term.TokenField(members - 1 + _fields.Count));
        return _fields[^1];
    }
}
