using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. It takes over the tensor that it is made from, and outlives its scope.</summary>
public class Parameter : Tensor
{
    internal Parameter(Tensor data) : base(data.requires_grad_()) => DetachFromDisposeScope();
}
