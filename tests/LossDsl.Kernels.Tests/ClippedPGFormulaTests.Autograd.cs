using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests;

/// <content>The loss in an autograd graph: its derivative, and the derivative of that.</content>
public sealed partial class ClippedPGFormulaTests
{
    [Fact]
    public void The_graph_scales_the_derivative_and_goes_on_to_what_is_before()
    {
        manual_seed(7);
        var data = Draw(3, 9, torch.float64);
        var config = Ppo with { ReferencePolicyKlPenalty = 0.2 };
        var (formula, operators) = (Gradient(OfFormula), Gradient(OfOperators));
        for (var i = 0; i < formula.Length; i++)
            Assert.Equal(operators[i], formula[i], 1e-12);

        double[] Gradient(Func<Tensor, ClippedPGInputs, ClippedPGLossConfig, Tensor> loss)
        {
            var leaf = data.Current.detach().requires_grad_();
            return Numbers(autograd.grad([loss(leaf * leaf, data.Inputs, config) * -3], [leaf])[0]);
        }
    }

    // The graph holds the derivative, so that a second backward must not see what a caller does with the gradient of the first.
    [Fact]
    public void What_becomes_of_a_gradient_is_not_the_next_one()
    {
        manual_seed(9);
        var data = Draw(3, 9, float32);
        var leaf = data.Current.detach().requires_grad_();
        var loss = OfFormula(leaf, data.Inputs, Ppo);
        loss.backward(retain_graph: true);
        var once = Numbers(leaf.grad!);
        leaf.grad!.mul_(3);
        loss.backward(retain_graph: true);
        Assert.Equal(once.Select(v => (double)((float)(3 * (float)v) + (float)v)), Numbers(leaf.grad!));

        var given = autograd.grad([loss], [leaf], retain_graph: true)[0];
        Assert.Equal(once, Numbers(given));
        given.mul_(3);
        Assert.Equal(once, Numbers(autograd.grad([loss], [leaf])[0]));
    }

    [Fact]
    public void The_gradient_of_the_gradient_is_that_of_the_operators()
    {
        manual_seed(8);
        var data = Draw(3, 9, torch.float64);
        var config = Ppo with { ReferencePolicyKlPenalty = 0.2 };
        var (formula, operators) = (Second(OfFormula), Second(OfOperators));
        Assert.Contains(formula, v => v != 0);
        for (var i = 0; i < formula.Length; i++)
            Assert.Equal(operators[i], formula[i], 1e-12);

        double[] Second(Func<Tensor, ClippedPGInputs, ClippedPGLossConfig, Tensor> loss)
        {
            var leaf = data.Current.detach().requires_grad_();
            var first = autograd.grad([loss(leaf * 1.5, data.Inputs, config)], [leaf], retain_graph: true, create_graph: true)[0];
            return Numbers(autograd.grad([(first * first).sum()], [leaf])[0]);
        }
    }

    private static Tensor OfFormula(Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config) =>
        new ClippedPGLossFn(config).Compute(ModelOutput.FromLogprobs(current), inputs.Data, new(inputs.ValidSequences, inputs.ValidTokens)).Loss;

    private static Tensor OfOperators(Tensor current, ClippedPGInputs inputs, ClippedPGLossConfig config) =>
        ClippedPGOperators.Compute(current, Level(config, inputs), config).Loss;
}
