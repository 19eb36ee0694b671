namespace LossDsl;

/// <summary>How a large gradient gets from managed code to the parameter that it belongs to without being copied.</summary>
internal static class GradientTransfer
{
    /// <summary>A parameter as it goes into a function of our own.</summary>
    /// <remarks>
    /// Autograd takes a parameter's gradient over where nobody else holds that tensor, and copies it otherwise; what managed
    /// code has returned it still holds. From behind a view the parameter gets a view of the gradient, which is only its own.
    /// </remarks>
    public static Tensor ViewOf(Tensor parameter) => parameter.requires_grad ? parameter.view(parameter.shape) : parameter;

    /// <summary>The same memory in a tensor that counts its modifications by itself.</summary>
    public static Tensor Rewrap(Tensor tensor) => empty([0], dtype: tensor.dtype, device: tensor.device).set_(tensor);

    /// <summary>A gradient in the type of what it belongs to: the tensor itself where it has that type.</summary>
    public static Tensor RoundTo(Tensor gradient, ScalarType dtype) => gradient.dtype == dtype ? gradient : gradient.to(dtype);
}
