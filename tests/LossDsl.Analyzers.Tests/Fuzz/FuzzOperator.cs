using static TorchSharp.torch;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>A call in a random program, as C# source and as a function on tensors.</summary>
/// <param name="Text">The expression; <c>{0}</c> stands for the first operand.</param>
/// <param name="Run">The function.</param>
/// <param name="Operands">The number of operands.</param>
internal sealed record FuzzOperator(string Text, Func<Tensor[], Tensor> Run, int Operands = 1);
