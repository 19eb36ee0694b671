namespace LossDsl.Tests.DataDicts;

/// <summary>Ids must be below the length of the dimension that bounds them, once that length is known.</summary>
public sealed class BoundedIdsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(new long[] { 0, 3 }, 4, null)]
    [InlineData(new long[] { 0, 4 }, 4, "first: expected ids in [0, V) = [0, 4), got 4")]
    [InlineData(new long[] { 0, 9 }, 4, "first: expected ids in [0, V) = [0, 4), got 9")]
    [InlineData(new long[] { -1, 9 }, 4, "first: expected ids in [0, V) = [0, 4), got -1; a position without a token takes any valid id and a token_mask of 0")]
    [InlineData(new long[] { 0 }, 0, "first: expected ids in [0, V) = [0, 0), got 0")]
    [InlineData(new long[0], 4, null)]
    public void An_id_lies_from_0_to_below_the_bound(long[] ids, long bound, string? violation)
    {
        string[] expected = violation is null ? [] : [violation];
        Assert.Equal(expected, Violations([tensor(ids)], zeros(bound)));
    }

    [Fact]
    public void Every_tensor_out_of_range_is_named() => Assert.Equal(
        ["first: expected ids in [0, V) = [0, 4), got 5", "third: expected ids in [0, V) = [0, 4), got 6"],
        Violations([tensor(new long[] { 5 }), tensor(new long[] { 3 }), tensor(new long[] { 6 })], zeros(4)));

    [Fact]
    public void More_tensors_than_are_watched_do_no_harm()
    {
        var good = tensor(new long[] { 1 });
        Assert.Empty(Violations([good, good, good, good, good], zeros(4)));
        Assert.Equal(["fourth: expected ids in [0, V) = [0, 4), got 4"], Violations([good, good, good, tensor(new long[] { 4 }), good], zeros(4)));
    }

    [Fact]
    public void Where_nothing_shows_the_bound_ids_are_not_checked() => Assert.Empty(Violations([tensor(new long[] { 99 })]));

    // Reading values would wait for the device.
    [Fact]
    public void Ids_on_a_device_are_not_read()
    {
        var device = new Device(DeviceType.META);
        Assert.Empty(Violations([zeros(2, dtype: int64, device: device)], zeros(4, device: device)));
    }

    [Fact]
    public void Of_aligned_ids_the_targets_alone_are_checked()
    {
        var ids = tensor(new long[] { 9, 1, 2 }, [1, 3]);
        Assert.Empty(Aligned(TokenAlignment.Current, ids));
        Assert.Equal(["ids: expected ids in [0, V) = [0, 4), got 9"], Aligned(TokenAlignment.None, ids));
        Assert.Equal(["ids: expected ids in [0, V) = [0, 4), got 9"], Aligned(TokenAlignment.Next, ids));
        Assert.Empty(Aligned(TokenAlignment.Next, tensor(new long[] { 1, 2, 9 }, [1, 3])));
    }

    private static IEnumerable<string> Aligned(TokenAlignment alignment, Tensor ids) => Violations(
        new DataDictSchema("Test", [new("Ids", "ids", "B S", DType.Integer) { UpperBound = "V", Alignment = alignment }]), [ids], zeros(4));

    private static IEnumerable<string> Violations(Tensor[] ids, params Tensor[] inputs)
    {
        string[] names = ["first", "second", "third", "fourth", "fifth"];
        var fields = ids.Select((_, i) => new TensorField(names[i], names[i], "_", DType.Integer) { UpperBound = "V" });
        return Violations(new DataDictSchema("Test", [.. fields]), ids, inputs);
    }

    private static IEnumerable<string> Violations(DataDictSchema schema, Tensor[] ids, params Tensor[] inputs)
    {
        var check = new DataDictValidator(schema.With([.. inputs.Select(_ => TensorField.CreateInput("weight", "V"))]), batch: null, config: null);
        for (var i = 0; i < ids.Length; i++)
            check.CheckTensor(i, ids[i]);
        check.CheckInputs(inputs);
        return check.Finish().Select(violation => violation.ToString());
    }
}
