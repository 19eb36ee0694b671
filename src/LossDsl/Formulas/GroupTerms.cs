namespace LossDsl;

/// <summary>
/// Writes terms of sequences as terms of a group of sequences, such as a pair: in a group the numbers of its rows are fields, as in
/// a token the tensors of the batch are.
/// </summary>
/// <param name="tokens">The terms over tokens, which know the places of sums among the numbers of a row.</param>
/// <param name="members">How many rows a group has: 1 or 2.</param>
internal sealed class GroupTerms(TermGraph tokens, int members)
{
    private readonly List<(int Member, int Number)> _columns = [];
    private readonly List<Term> _fields = [];
    private readonly Dictionary<(Term Term, int? Member), Term> _known = [];

    /// <summary>How many rows a group has.</summary>
    public int Members => members;

    /// <summary>
    /// The fields that follow the weights: of each the row of the group that it belongs to, and its place among the numbers of
    /// that row.
    /// </summary>
    public IReadOnlyList<(int Member, int Number)> Columns => _columns;

    /// <summary>
    /// The weight of a row of the group. That of the first one is the mask of the group, which is 0 where the group is absent.
    /// </summary>
    public Term? Weight(int member) => member == 0 ? null : Term.TokenField(member - 1);

    /// <summary>A term of the group.</summary>
    public Term OfGroup(Term term) => Write(term, members == 1 ? 0 : null);

    /// <summary>A term of one of its rows.</summary>
    public Term OfMember(Term term, int member) => Write(term, member);

    /// <summary>The field of a number of a row; null where no term has read it.</summary>
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
        // A sum may have been found to be equal to one before it.
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
