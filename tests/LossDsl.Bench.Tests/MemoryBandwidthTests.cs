using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class MemoryBandwidthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(513)]
    [InlineData(400_001)]
    public void Every_word_is_read_once(long count)
    {
        using var scope = NewDisposeScope();
        var words = arange(1, 3 * count + 1, 3, dtype: int64);

        Assert.Equal((ulong)(3 * count * (count - 1) / 2 + count), MemoryBandwidth.Read(words));
    }

    [Fact]
    public void Narrow_types_are_read_as_words()
    {
        using var scope = NewDisposeScope();
        var halves = full([8], 1, dtype: bfloat16);

        // 1 is 0x3F80 in bfloat16.
        Assert.Equal(2 * 0x3F80_3F80_3F80_3F80UL, MemoryBandwidth.Read(halves));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(515)]
    [InlineData(400_001)]
    public void Every_word_is_written_once(long count)
    {
        using var scope = NewDisposeScope();
        var words = arange(count, dtype: int64);

        MemoryBandwidth.ReadAndWrite(words, 5);

        Assert.Equal(arange(5, count + 5, dtype: int64).data<long>().ToArray(), words.data<long>().ToArray());
    }

    [Fact]
    public void Nothing_is_changed_where_nothing_is_added()
    {
        using var scope = NewDisposeScope();
        var numbers = randn([64, 1000]);
        var before = numbers.data<float>().ToArray();

        MemoryBandwidth.ReadAndWrite(numbers);

        Assert.Equal(before, numbers.data<float>().ToArray());
    }

    [Fact]
    public void Memory_with_gaps_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<Exception>(() => MemoryBandwidth.Read(arange(10).view(2, 5).narrow(1, 0, 4)));
    }
}
