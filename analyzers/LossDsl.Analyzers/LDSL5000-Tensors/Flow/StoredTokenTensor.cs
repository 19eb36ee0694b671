using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor per token that is stored in a batch.</summary>
/// <param name="Target">The declared tensor that it is stored as.</param>
/// <param name="Name">The name of the target in messages.</param>
/// <param name="Value">The stored expression.</param>
/// <param name="Tokens">What is known about the stored tensor.</param>
/// <param name="Group">A key that is equal for tensors stored in the same batch.</param>
/// <param name="Batch">The batch, if it existed before; otherwise null.</param>
internal sealed record StoredTokenTensor(TokenTensorDeclaration Target, string Name, IOperation Value, TokenTensorValue Tokens, object Group, BatchValue? Batch)
{
    /// <summary>The difference of offsets and the number of missing tokens, compared with the declaration.</summary>
    public (int Off, int Missing) Misalignment => (Tokens.Offset - Target.Offset, (Tokens.Missing ?? Target.Missing) - Target.Missing);
}
