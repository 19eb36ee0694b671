namespace LossDsl.Tests.DataDicts;

/// <summary>Schemas that are made without the generator are checked when they are made.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void A_malformed_shape_is_refused_with_its_property()
    {
        var error = Assert.Throws<ArgumentException>(() => new DataDictSchema("Test", [new("InputIds", "input_ids", "B S,")]));
        Assert.StartsWith("InputIds: the shape \"B S,\" is malformed: 'S,' is not a dimension", error.Message);
    }

    [Fact]
    public void A_key_is_declared_once() => Assert.StartsWith(
        "Test declares the key 'mask' twice",
        Assert.Throws<ArgumentException>(() => new DataDictSchema("Test", [new("Mask", "mask", "B"), new("Other", "mask", "B S")])).Message);

    [Fact]
    public void There_is_room_for_a_limited_number_of_dimensions()
    {
        Assert.Equal(DataDictSchema.MaxDimensions, Of(DataDictSchema.MaxDimensions).Dimensions.Length);
        Assert.StartsWith(
            $"Test names {DataDictSchema.MaxDimensions + 1} dimensions; at most {DataDictSchema.MaxDimensions} are supported",
            Assert.Throws<ArgumentException>(() => Of(DataDictSchema.MaxDimensions + 1)).Message);

        static DataDictSchema Of(int names) =>
            new("Test", [new("Wide", "wide", string.Join(' ', Enumerable.Range(0, names).Select(i => $"D{i}")))]);
    }

    // A batch may carry anything under the name of what the loss is called with.
    [Fact]
    public void What_a_loss_takes_beside_the_batch_is_no_key_of_the_batch()
    {
        var schema = new DataDictSchema("Test", [new("Mask", "mask", "B")]).With(TensorField.CreateInput("logits", "B V"));
        Assert.Equal(["mask", "logits"], schema.Fields.Select(field => field.Key));
        Assert.True(schema.Knows("mask"));
        Assert.False(schema.Knows("logits"));

        var check = new DataDictValidator(schema, new BatchedDataDict { ["logits"] = "anything", ["more"] = 1, ["mask"] = 2 }, config: null);
        Assert.Equal(["logits", "more"], check.ReadExtra().Keys.Order());
    }

    [Fact]
    public void A_message_lines_its_keys_up_and_has_dimensions_where_they_are_known()
    {
        Violation[] violations = [new("mask", "missing"), new("prev_logprobs", "missing; it is null")];
        Assert.Equal(
            """
            Batch does not satisfy Test (2 violations)
              mask            missing
              prev_logprobs   missing; it is null
            """,
            new BatchValidationException("Test", violations).Message);
        Assert.Equal(
            """
            Batch does not satisfy Test (1 violation)
              mask         missing
              dimensions   B = 2 (mask)
            """,
            new BatchValidationException("Test", violations[..1], "B = 2 (mask)").Message);
    }

    [Fact]
    public void A_batch_must_be_given()
    {
        Assert.Equal("batch", Assert.Throws<ArgumentNullException>(() => DataDict.Bind<NLLLossDataDict>(null!)).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentNullException>(() => DataDict.TryBind<NLLLossDataDict>(null!, out _, out _)).ParamName);
    }

    [Fact]
    public void The_reason_of_a_required_tensor_names_the_value_of_the_setting()
    {
        Assert.Equal("name is null", KeyCondition.Is<ConditionalConfig>("name", config => config.Name, null).Reason(new ConditionalConfig()));
        Assert.Equal("use_bonus is false", KeyCondition.Is<ConditionalConfig>("use_bonus", config => config.UseBonus, false).Reason(new ConditionalConfig()));
        Assert.Null(KeyCondition.Is<ConditionalConfig>("use_bonus", config => config.UseBonus, true).Reason(new ConditionalConfig()));
        Assert.Equal("use_bonus is true", KeyCondition.IsNot<ConditionalConfig>("use_bonus", config => config.UseBonus, false)
            .Reason(new ConditionalConfig { UseBonus = true }));
        Assert.Null(KeyCondition.IsNot<ConditionalConfig>("name", config => config.Name, "x").Reason(new ConditionalConfig()));
        Assert.Null(KeyCondition.IsNot<ConditionalConfig>("name", config => config.Name, "x").Reason(new ConditionalConfig { Name = "x" }));
        Assert.Equal("name is 'y'", KeyCondition.IsNot<ConditionalConfig>("name", config => config.Name, "x").Reason(new ConditionalConfig { Name = "y" }));
    }
}
