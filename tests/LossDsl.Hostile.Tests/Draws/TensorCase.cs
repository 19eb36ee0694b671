using System.Globalization;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The description of a tensor of a draw: its declaration and its faults.</summary>
/// <param name="Key">The key in the batch, or the name of the output.</param>
/// <param name="Shape">The declared shape.</param>
/// <param name="Accepts">The declared element types.</param>
/// <param name="Role">The meaning of the numbers.</param>
internal sealed record TensorCase(string Key, string Shape, DType Accepts, Role Role)
{
    /// <summary>Whether the tensor is optional.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The element type.</summary>
    public ScalarType DType { get; init; } = float32;

    public Layout Layout { get; init; }

    public Fault Fault { get; init; }

    /// <summary>The dimension with the fault, modulo the number of dimensions.</summary>
    public int Axis { get; init; }

    /// <summary>Whether it requires a gradient; only floating-point types can.</summary>
    public bool RequiresGrad { get; init; }

    /// <summary>The seed of the ordinary numbers.</summary>
    public int Seed { get; init; }

    /// <summary>The unusual numbers.</summary>
    public Element[] Elements { get; init; } = [];

    /// <summary>Whether the element type is one of the declared ones.</summary>
    public bool IsOfClass => Accepts switch
    {
        LossDsl.DType.Integer => ElementTypes.Integers.Contains(DType),
        LossDsl.DType.Float => ElementTypes.Floats.Contains(DType),
        LossDsl.DType.Mask => ElementTypes.Masks.Contains(DType),
        _ => throw new InvalidOperationException($"{Key} is declared as {Accepts}, which these tests do not draw"),
    };

    /// <summary>Whether there is a tensor on the CPU.</summary>
    public bool IsThere => Fault < Fault.Missing;

    /// <summary>The key in the batch, misspelt if that is the fault.</summary>
    public string NameInBatch => Fault == Fault.Misspelt ? Key[..^1] : Key;

    /// <summary>The lengths, including faults.</summary>
    public long[] Lengths(Sizes sizes)
    {
        List<long> lengths = [.. Shape.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(sizes.Length)];
        var axis = Axis % lengths.Count;
        switch (Fault)
        {
            case Fault.Longer:
                lengths[axis]++;
                break;
            case Fault.Shorter:
                lengths[axis] = Math.Max(0, lengths[axis] - 1);
                break;
            case Fault.One:
                lengths[axis] = 1;
                break;
            case Fault.ExtraLast:
                lengths.Add(1);
                break;
            case Fault.ExtraFirst:
                lengths.Insert(0, 1);
                break;
            case Fault.NoLast:
                lengths.RemoveAt(lengths.Count - 1);
                break;
            case Fault.Scalar:
                lengths.Clear();
                break;
        }

        return [.. lengths];
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var words = new List<string> { $"{Key} \"{Shape}\" {DType}".ToLowerInvariant() };
        if (Fault != Fault.None)
            words.Add($"fault {Fault}{(Fault is Fault.Longer or Fault.Shorter or Fault.One ? $" in dimension {Axis}" : "")}");
        if (Layout != Layout.Contiguous)
            words.Add(Layout.ToString());
        if (RequiresGrad)
            words.Add("requires_grad");
        if (Elements.Length > 0)
            words.Add(string.Join(' ', Elements.Select(element => string.Create(CultureInfo.InvariantCulture, $"[{element.Place}]={element.Value}"))));
        return string.Join(", ", words);
    }
}
