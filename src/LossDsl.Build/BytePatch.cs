namespace LossDsl.Build;

/// <summary>A byte of a file to be replaced.</summary>
internal readonly struct BytePatch(long offset, byte value)
{
    public long Offset { get; } = offset;

    public byte Value { get; } = value;
}
