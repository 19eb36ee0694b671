using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

// Not in parallel with other tests, which share torch's default generator.
[Collection(nameof(TokenSamplerTests))]
[CollectionDefinition(nameof(TokenSamplerTests), DisableParallelization = true)]
public class TokenSamplerTests
{
    [Fact]
    public void They_are_those_of_multinomial()
    {
        using var scope = NewDisposeScope();
        var part = new ModelShard(new ModelShape(20, 4, 8, 1, 2), Ranks.SingleProcess);
        var probabilities = nn.functional.softmax(randn([200, 20]), -1);
        var sampler = new TokenSampler(new DataShard(200, null), part);

        for (var seed = 0; seed < 5; seed++)
        {
            manual_seed(seed);
            var drawn = sampler.Sample(probabilities, arange(0, 200, 1, dtype: int64)).ToArray<long>();
            manual_seed(seed);
            var expected = probabilities.multinomial(1).ToArray<long>();
            Assert.Equal(expected, drawn);
            Assert.True(drawn.Distinct().Count() > 10);
        }
    }
}
