using System.Globalization;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>One tensor of a draw: what is declared of it, and in what way it is hostile.</summary>
/// <param name="Key">The key in the batch, or the name of the output.</param>
/// <param name="Shape">The declared dimensions.</param>
/// <param name="Accepts">The declared class of element types.</param>
/// <param name="Role">What its numbers mean.</param>
internal sealed record TensorCase(string Key, string Shape, DType Accepts, Role Role)
{
    /// <summary>The element type.</summary>
    public ScalarType DType { get; init; } = float32;

    /// <summary>How it lies in memory.</summary>
    public Layout Layout { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Fault Fault { get; init; }

    /// <summary>The dimension that is wrong, modulo their number.</summary>
    public int Axis { get; init; }

    /// <summary>Whether it requires a gradient; only floating-point types can.</summary>
    public bool RequiresGrad { get; init; }

    /// <summary>Which ordinary numbers it has.</summary>
    public int Seed { get; init; }

    /// <summary>The numbers that are not ordinary.</summary>
    public Element[] Elements { get; init; } = [];

    /// <summary>Whether the element type is of the declared class.</summary>
    public bool IsOfClass => Accepts switch
    {
        LossDsl.DType.Integer => ElementTypes.Integers.Contains(DType),
        LossDsl.DType.Float => ElementTypes.Floats.Contains(DType),
        LossDsl.DType.Mask => ElementTypes.Masks.Contains(DType),
        _ => throw new InvalidOperationException($"{Key} is declared as {Accepts}, which these tests do not draw"),
    };

    /// <summary>Whether there is a tensor at all, on the CPU.</summary>
    public bool IsThere => Fault < Fault.Missing;

    /// <summary>The name under which it is in the batch.</summary>
    public string NameInBatch => Fault == Fault.Misspelt ? Key[..^1] : Key;

    /// <summary>The lengths, faults included.</summary>
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
