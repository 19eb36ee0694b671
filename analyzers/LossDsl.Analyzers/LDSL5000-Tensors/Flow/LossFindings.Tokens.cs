using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>LDSL5003: tensors whose entries describe other tokens than expected.</content>
internal sealed partial class LossFindings
{
    private readonly HashSet<TokenTensorValue> _masks = [];

    /// <summary>Reports a tensor that is combined with next-token predictions and is not aligned with them.</summary>
    public void ReportMisaligned(IOperation operand, TokenTensorValue tokens, bool isHere)
    {
        // TokenMasks that were read from one mask are often used several times: they are reported once.
        if (!isHere || (operand.WalkDownConversion() is IPropertyReferenceOperation { Instance.Type.Name: "TokenMasks" } && !_masks.Add(tokens)))
            return;
        var wayOut = $"use NextToken.{tokens.Property}";
        var problem = (tokens.Offset, tokens.Missing) switch
        {
            (_, 0) => $"{tokens.Name} has an entry for every token, the next-token predictions are one fewer; {wayOut}",
            (0, 1) => $"Entry t of {tokens.Name}, cut like this, describes token t, but prediction t is of token t+1: every entry would be off by one; {wayOut}",
            (1, > 1) or ( > 1, _) when tokens.Name.Contains("NextToken") =>
                $"{tokens.Name} is already aligned with the next-token predictions; sliced again it would be shifted, so use it unchanged",
            (var offset, _) when offset != 1 => $"Entry t of {tokens.Name}, cut like this, describes token {Word(offset)}, but prediction t is of token t+1; {wayOut}",
            _ => $"{tokens.Name}, cut like this, has fewer entries than there are next-token predictions; {wayOut}",
        };
        Report(LossArithmeticRules.TensorsMustBeAligned, operand.WalkDownConversion().Syntax, problem);
    }

    private void CheckStoredTensors()
    {
        foreach (var group in _stored.Values.GroupBy(stored => stored.Group))
        {
            var entries = group.ToList();
            var misfits = entries.Select(stored => stored.Misalignment).Distinct().ToList();

            // If all entries lack the same first or last tokens, the batch has shorter rows on purpose.
            if (entries.Count > 1 && misfits is [{ Missing: > 0 }] && entries.Select(stored => stored.Target.Property).Distinct().Count() > 1)
                continue;
            foreach (var stored in entries.Where(stored => !stored.Tokens.IsComputed))
                CheckStoredTensor(stored);
        }
    }

    private void CheckStoredTensor(StoredTokenTensor stored)
    {
        var (tokens, (off, missing)) = (stored.Tokens, stored.Misalignment);
        if (off != 0)
        {
            Report(
                LossArithmeticRules.TensorsMustBeAligned,
                stored.Value.Syntax,
                $"Entry t of {tokens.Name} describes token {Word(tokens.Offset)}, entry t of {stored.Name} token {Word(stored.Target.Offset)}: "
                + $"every entry would be off by {Number(Math.Abs(off))}; roll({off}, {tokens.Axis}) lines it up");
        }
        else if (missing > 0 && (tokens.Name.Contains("NextToken") || tokens.Batch.Equals(stored.Batch)))
        {
            Report(
                LossArithmeticRules.TensorsMustBeAligned,
                stored.Value.Syntax,
                $"{tokens.Name} has an entry for each next-token prediction, {stored.Name} one for each token, which is one more; "
                + "give it the whole tensor");
        }
    }

    private static string Word(int offset) => offset == 0 ? "t" : offset > 0 ? $"t+{offset}" : $"t{offset}";

    private static string Number(int number) => number == 1 ? "one" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
