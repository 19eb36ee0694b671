namespace LossDsl;

/// <summary>Passes large gradients from managed code to a parameter's <c>.grad</c> without a copy.</summary>
internal static class GradientTransfer
{
    /// <summary>Wraps a parameter for use as an argument of a custom autograd function.</summary>
    /// <remarks>
    /// Autograd moves a gradient into <c>.grad</c> if it holds the only reference to the tensor, and copies it otherwise; managed code
    /// still holds a reference to each gradient that it returned. If the argument is a view of the parameter, the backward of the view
    /// creates a new tensor object, which autograd owns alone.
    /// </remarks>
    public static Tensor ViewOf(Tensor parameter) => parameter.requires_grad ? parameter.view(parameter.shape) : parameter;

    /// <summary>A tensor with the same memory but its own version counter.</summary>
    public static Tensor Rewrap(Tensor tensor) => empty([0], dtype: tensor.dtype, device: tensor.device).set_(tensor);

    /// <summary>Converts a gradient to a type; returns the tensor itself if it has that type.</summary>
    public static Tensor RoundTo(Tensor gradient, ScalarType dtype) => gradient.dtype == dtype ? gradient : gradient.to(dtype);
}
