using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>The texts that a key can be.</summary>
internal static class KeyStrings
{
    /// <summary>The texts, each with the expression that spells it; none of what is not known.</summary>
    /// <remarks>A local that is set once is spelled where it is set, a field where it is used.</remarks>
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

    /// <summary>Whether a key is not a local whose text was a key before: what is wrong with it is said once.</summary>
    public static bool IsFirstUse(IOperation key) => key is not ILocalReferenceOperation { ConstantValue.HasValue: false } local
        || local.Local.GetReferences(local).FirstOrDefault(mention => mention.Parent is IArgumentOperation { Parent: { } user }
            && BatchAccess.FromOperation(user) is { } access && ReferenceEquals(access.Key, mention)) == local;
}
