using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A lambda expression.</summary>
/// <param name="Function">The anonymous function.</param>
internal sealed record LambdaValue(IAnonymousFunctionOperation Function) : AbstractValue;
