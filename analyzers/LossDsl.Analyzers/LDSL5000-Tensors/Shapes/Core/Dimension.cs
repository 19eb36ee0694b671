using System.Collections.Immutable;
using System.Globalization;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The length of a dimension: a polynomial over symbols, such as <c>8</c>, <c>S-1</c>, <c>2*P</c> or <c>B*S</c>.</summary>
internal sealed class Dimension : IEquatable<Dimension>
{
    private readonly ImmutableArray<Product> _terms;

    private Dimension(IEnumerable<Product> terms) => _terms = [.. terms.Where(term => term.Factor != 0)];

    /// <summary>The length 1.</summary>
    public static Dimension One { get; } = FromConstant(1);

    /// <summary>The value of a length without symbols; otherwise null.</summary>
    public long? Constant => _terms switch
    {
        [] => 0,
        [{ Symbols.IsEmpty: true, Factor: var value }] => value,
        _ => null,
    };

    /// <summary>Whether the length is the constant 1, which broadcasts to any length.</summary>
    public bool IsOne => Constant == 1;

    /// <summary>The symbols of the polynomial.</summary>
    public IEnumerable<DimensionSymbol> Symbols => _terms.SelectMany(term => term.Symbols);

    // The symbol of a linear polynomial in one symbol, such as `2*P+1`; null for products and sums of symbols.
    private DimensionSymbol? Single => _terms.Where(term => !term.Symbols.IsEmpty).ToList() is [{ Symbols: [var symbol] }] ? symbol : null;

    public static Dimension FromConstant(long length) => new([new Product(length, [])]);

    public static Dimension FromSymbol(DimensionSymbol symbol) => new([new Product(1, [symbol])]);

    public static Dimension operator +(Dimension a, Dimension b)
    {
        var sum = a._terms.ToList();
        foreach (var term in b._terms)
        {
            var like = sum.FindIndex(other => other.IsLike(term));
            if (like < 0)
                sum.Add(term);
            else
                sum[like] = sum[like] with { Factor = sum[like].Factor + term.Factor };
        }

        return new Dimension(sum);
    }

    public static Dimension operator -(Dimension a, Dimension b) => a + (b * FromConstant(-1));

    public static Dimension operator *(Dimension a, Dimension b)
    {
        var product = new Dimension([]);
        foreach (var left in a._terms)
        {
            foreach (var right in b._terms)
                product += new Dimension([new Product(left.Factor * right.Factor, left.Symbols.AddRange(right.Symbols))]);
        }

        return product;
    }

    /// <summary>How two lengths relate for all values of their symbols.</summary>
    public static DimensionRelation Compare(Dimension a, Dimension b)
    {
        var difference = a - b;
        if (difference._terms.IsEmpty)
            return DimensionRelation.Equal;
        if (difference.Constant is not null || difference.IsOfOneSign)
            return DimensionRelation.Different;
        return a.Single is { IsDeclared: true } one && b.Single is { IsDeclared: true } other
            && one.Scope.Equals(other.Scope) && one.Name != other.Name
                ? DimensionRelation.Distinct
                : DimensionRelation.Unknown;
    }

    /// <summary>The length divided by a constant; null if a coefficient is not divisible.</summary>
    public Dimension? DivideBy(long divisor) => divisor != 0 && _terms.All(term => term.Factor % divisor == 0)
        ? new Dimension(_terms.Select(term => term with { Factor = term.Factor / divisor }))
        : null;

    /// <inheritdoc/>
    public bool Equals(Dimension? other) => other is not null
        && (ReferenceEquals(this, other) || (_terms.Length == other._terms.Length && (this - other)._terms.IsEmpty));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dimension other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _terms.Aggregate(0, (hash, term) => unchecked(hash + (int)term.Factor + (7 * term.Symbols.Length)));

    /// <summary>The length in the notation of declared shapes.</summary>
    public override string ToString()
    {
        if (_terms.IsEmpty)
            return "0";
        var text = string.Concat(_terms.OrderByDescending(term => term.Symbols.Length).Select(term => term.ToString()));
        return text.StartsWith("+", StringComparison.Ordinal) ? text.Substring(1) : text;
    }

    // A difference such as 2*P - P has terms of one sign. Declared lengths are at least 1, so it is never 0.
    private bool IsOfOneSign => _terms.All(term => term.Symbols.All(symbol => symbol.IsDeclared))
        && (_terms.All(term => term.Factor > 0) || _terms.All(term => term.Factor < 0));

    private sealed record Product(long Factor, ImmutableArray<DimensionSymbol> Symbols)
    {
        public bool IsLike(Product other)
        {
            if (Symbols.Length != other.Symbols.Length)
                return false;
            var left = other.Symbols;
            foreach (var symbol in Symbols)
            {
                if (!left.Contains(symbol))
                    return false;
                left = left.Remove(symbol);
            }

            return true;
        }

        public override string ToString()
        {
            var sign = Factor < 0 ? "-" : "+";
            var size = Math.Abs(Factor).ToString(CultureInfo.InvariantCulture);
            var names = string.Join("*", Symbols.Select(symbol => symbol.Name));
            return Symbols.IsEmpty ? sign + size : Math.Abs(Factor) == 1 ? sign + names : $"{sign}{size}*{names}";
        }
    }
}
