namespace LossDsl.Generators.Tests.Shared;

public sealed class SnakeCaseTests
{
    [Theory]
    [InlineData("PrevLogprobs", "prev_logprobs")]
    [InlineData("LRDecay", "lr_decay")]
    [InlineData("KlK3Term", "kl_k3_term")]
    [InlineData("KL", "kl")]
    [InlineData("UseKL", "use_kl")]
    [InlineData("UseKLPenalty", "use_kl_penalty")]
    [InlineData("Loss", "loss")]
    [InlineData("B", "b")]
    [InlineData("", "")]
    [InlineData("inputIds", "input_ids")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("Half_Snake", "half_snake")]
    [InlineData("_Private", "_private")]
    [InlineData("Top5Accuracy", "top5_accuracy")]
    [InlineData("K3", "k3")]
    [InlineData("ÄnderungsRate", "änderungs_rate")]
    public void Words_are_divided_by_underscores(string name, string key) => Assert.Equal(key, SnakeCase.From(name));

    [Theory]
    [InlineData("PrevLogprobs")]
    [InlineData("LRDecay")]
    [InlineData("Top5Accuracy")]
    public void A_key_is_its_own_key(string name) => Assert.Equal(SnakeCase.From(name), SnakeCase.From(SnakeCase.From(name)));
}
