using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>Finds the strings that a key expression can evaluate to.</summary>
internal static class KeyStrings
{
    /// <summary>The possible strings, each with the operation that gives it. Unknown values are omitted.</summary>
    /// <remarks>For a local that is assigned once the operation is its initializer; for a field it is the reference.</remarks>
    public static IEnumerable<(IOperation Place, string Text)> FindIn(IOperation? key) => key switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => [(key, text)],
        IParenthesizedOperation inner => FindIn(inner.Operand),
        IConversionOperation { OperatorMethod: null } conversion => FindIn(conversion.Operand),
        IConditionalOperation choice => FindIn(choice.WhenTrue).Concat(FindIn(choice.WhenFalse)),
        ICoalesceOperation fallback => FindIn(fallback.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => FindIn(arm.Value)),
        ILocalReferenceOperation local => FindIn(local.GetOnlyValue()),
        IMemberReferenceOperation member => FindIn(member.GetReadOnlyValue()).Take(1).Select(text => ((IOperation)member, text.Text)),
        _ => [],
    };

    /// <summary>
    /// Whether a key is not a later use of a local that was already used as a key, so that each error is reported once.
    /// </summary>
    public static bool IsFirstUse(IOperation key) => key is not ILocalReferenceOperation { ConstantValue.HasValue: false } local
        || local.Local.GetReferences(local).FirstOrDefault(mention => mention.Parent is IArgumentOperation { Parent: { } user }
            && BatchAccess.FromOperation(user) is { } access && ReferenceEquals(access.Key, mention)) == local;
}
