namespace LossDsl;

/// <summary>Room for the exponentials of a strip of tokens: at first for their exponents.</summary>
/// <param name="all">Room for <see cref="Kinds"/> strips.</param>
/// <param name="strip">Vectors in a strip.</param>
/// <typeparam name="V">The vector.</typeparam>
internal readonly unsafe ref struct SweepExponentials<V>(V* all, int strip)
    where V : unmanaged
{
    /// <summary>How many there are a token.</summary>
    public const int Kinds = 5;

    /// <summary>Policy over previous policy.</summary>
    public V* Ratio => all;

    /// <summary>Reference policy over policy.</summary>
    public V* Divergence => all + strip;

    /// <summary>Previous policy over engine.</summary>
    public V* Importance => all + 2 * strip;

    /// <summary>Policy over engine.</summary>
    public V* OnPolicy => all + 3 * strip;

    /// <summary>By what factor engine and previous policy disagree, to the power of the token's weight.</summary>
    public V* Error => all + 4 * strip;
}
