using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>Finds the keys that a method writes to one batch.</summary>
internal static class WrittenKeys
{
    /// <summary>The keys that the method writes to the batch of an access, before or after it.</summary>
    public static HashSet<string> Find(BatchAccess access)
    {
        var batch = Identity(access.Batch);
        return [.. access.Batch.GetRoot().Descendants()
            .Select(BatchAccess.FromOperation)
            .Where(other => other is { IsWrite: true } && batch is not null && batch.Equals(Identity(other.Value.Batch)))
            .SelectMany(other => KeyStrings.FindIn(other!.Value.Key))
            .Select(text => text.Text)];
    }

    // The variable that holds the batch, or the expression that creates it; null if neither is known.
    private static object? Identity(IOperation batch) => batch switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver => Creation(receiver) is { } creation
            ? Holder(creation) as object ?? creation.Syntax
            : null,
        _ => null,
    };

    private static IObjectCreationOperation? Creation(IOperation receiver)
    {
        var outer = receiver.Parent;
        while (outer is not (null or IObjectCreationOperation))
            outer = outer.Parent;
        return outer as IObjectCreationOperation;
    }

    private static ISymbol? Holder(IOperation creation) => creation.GetUser().User switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => declared.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation field } => field.Field,
        _ => null,
    };
}
